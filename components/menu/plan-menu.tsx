/** The ⋯ of a plan. Only the button is there at first; what it opens is loaded with the first press. */
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Plan } from '../../plan/plan.ts';
import { lazy } from '../lazy.tsx';
import { t } from '../locales/en-question.ts';
import type { PlanActions } from '../plan-actions.ts';
import { usePlanDoors } from './plan-doors.ts';

const MenuList = lazy(async () => (await import('./menu-list.tsx')).MenuList);

export function PlanMenu({ plan, actions }: { readonly plan: Plan; readonly actions: PlanActions }): VNode | null {
  const doors = usePlanDoors();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (doors === null) return null;
  const close = (returns: boolean): void => {
    setOpen(false);
    if (returns) button.current?.focus();
  };
  return (
    <div class="menu-place">
      <button
        ref={button}
        class="menu-button"
        data-action="menu"
        aria-label={t('nav.menu')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerEnter={() => void MenuList.prefetch()}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {isOpen && <MenuList plan={plan} actions={actions} doors={doors} button={button} onClose={close} />}
    </div>
  );
}
