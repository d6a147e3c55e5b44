/** Opens the database and draws a page, or says why that is not possible. */
import type { AppPort } from '../../components/app-context.tsx';
import { followLanguage, speakAtFirst } from './language.ts';
import { openApp } from './open-app.ts';

export async function start(surface: AppPort['surface'], draw: (root: HTMLElement, port: AppPort) => void | Promise<void>): Promise<void> {
  const root = document.getElementById('app') ?? document.body;
  const [opened] = await Promise.all([openApp(surface), speakAtFirst()]);
  if (opened.kind === 'ready') {
    await draw(root, opened.port);
    followLanguage(opened.port);
    return;
  }
  const { drawUnusable } = await import('../../components/unusable.tsx');
  drawUnusable(root, opened.kind);
}
