/** When the database itself cannot be used. Nothing is deleted and nothing is pretended. */
import { render } from 'preact';
import { t } from './locales/en-unusable.ts';

export function drawUnusable(root: HTMLElement, why: 'newer' | 'unavailable'): void {
  root.replaceChildren();
  render(
    <main data-screen="unusable" class="screen">
      <h1>{t(`unusable.${why}`)}</h1>
      <p>{t(`unusable.${why}Do`)}</p>
    </main>,
    root,
  );
}
