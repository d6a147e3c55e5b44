/** After a plan was put away: that nothing of it is gone, and the way to take it back. Stays until Home is left. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-start.ts';
import { NoticeLine } from '../notice.tsx';

interface Props {
  readonly planId: string;
  /** It is not archived any more, wherever it was brought back. */
  readonly isOver: boolean;
}

export function ArchivedNotice({ planId, isOver }: Props): VNode {
  const port = useApp();
  const [isFull, setFull] = useState(false);
  const bringBack = async (): Promise<void> => setFull((await port.archive(planId, false)).kind === 'storage-full');
  const notice = {
    text: t(isFull ? 'archived.full' : 'archived.done'),
    action: { name: 'undo-archive', label: t('archived.bringBack'), run: () => void bringBack() },
  };
  return <NoticeLine notice={isOver ? null : notice} onOver={() => undefined} />;
}
