/** Opens the database and draws a page, or says why that is not possible. */
import type { AppPort } from '../../components/app-context.tsx';
import { openApp } from './open-app.ts';

export async function start(surface: AppPort['surface'], draw: (root: HTMLElement, port: AppPort) => void | Promise<void>): Promise<void> {
  const root = document.getElementById('app') ?? document.body;
  const opened = await openApp(surface);
  if (opened.kind === 'ready') {
    await draw(root, opened.port);
    return;
  }
  const { drawUnusable } = await import('../../components/unusable.tsx');
  drawUnusable(root, opened.kind);
}
