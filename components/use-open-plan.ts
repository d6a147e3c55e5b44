import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type AppChange, type Opened, type OpenPlan, useApp } from './app-context.tsx';

export interface OpenedPlan {
  readonly opened: Opened;
  /** Shows what is already known, without waiting for the next reading. */
  readonly show: (next: Opened) => void;
  /** Changes what is shown of an open plan; anything else stays as it is. */
  readonly showOpen: (change: (plan: OpenPlan) => OpenPlan) => void;
  readonly reload: () => Promise<void>;
}

/**
 * A plan as it is stored, read again whenever any window or the worker changed it. Reading again is not opening: a window
 * in the background must not decide where the popup opens.
 */
export function useOpenPlan(planId: string, first: Opened): OpenedPlan {
  const port = useApp();
  const [opened, show] = useState(first);
  const newest = useRef(0);
  const reload = useCallback(async (): Promise<void> => {
    newest.current += 1;
    const turn = newest.current;
    const next = await port.peek(planId);
    if (turn === newest.current) show((shown) => (isOlder(next, shown) ? shown : next));
  }, [port, planId]);
  useEffect(
    () =>
      port.watch((change) => {
        if (concerns(change, planId)) void reload();
      }),
    [port, planId, reload],
  );
  const showOpen: OpenedPlan['showOpen'] = (change) =>
    show((shown) => (shown.kind === 'open' ? { kind: 'open', plan: change(shown.plan) } : shown));
  return { opened, show, showOpen, reload };
}

/** A reading that began before our own write must not show the plan as it was. */
function isOlder(next: Opened, shown: Opened): boolean {
  return next.kind === 'open' && shown.kind === 'open' && next.plan.session.plan.revision < shown.plan.session.plan.revision;
}

function concerns(change: AppChange, planId: string): boolean {
  switch (change.kind) {
    case 'plan':
      return change.planId === planId;
    case 'deliveries':
      return change.planId === null || change.planId === planId;
    case 'draft':
    case 'preferences':
    case 'home':
      return false;
  }
}
