/** After a plan was put away: that nothing of it is gone, and the way to take it back. Stays until Home is left. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-start.ts';
import { NoticeLine } from '../notice.tsx';

export function ArchivedNotice({ planId }: { readonly planId: string }): VNode {
  const port = useApp();
  const [isOver, setOver] = useState(false);
  const bringBack = (): void => {
    setOver(true);
    void port.archive(planId, false);
  };
  const [notice] = useState({
    text: t('archived.done'),
    action: { name: 'undo-archive', label: t('archived.bringBack'), run: bringBack },
  });
  return <NoticeLine notice={isOver ? null : notice} onOver={() => setOver(true)} />;
}
