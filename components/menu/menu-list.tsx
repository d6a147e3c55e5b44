/** The menu itself, with the keys every menu has: arrows, Home and End, Escape; Tab leaves it. */
import type { RefObject, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Plan } from '../../plan/plan.ts';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-question.ts';
import type { PlanActions } from '../plan-actions.ts';
import { useNewest } from '../use-newest.ts';
import { type MenuItem, menuItems } from './menu-items.tsx';
import type { PlanDoors } from './plan-doors.ts';

interface Props {
  readonly plan: Plan;
  readonly actions: PlanActions;
  readonly doors: PlanDoors;
  readonly button: RefObject<HTMLButtonElement | null>;
  /** With the focus back on the button, or left where it has gone. */
  readonly onClose: (returns: boolean) => void;
}

export function MenuList({ plan, actions, doors, button, onClose }: Props): VNode {
  const port = useApp();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => focusItem(list.current, 0), []);
  useClickElsewhere(list, button, () => onClose(false));
  const choose = (item: MenuItem): void => {
    onClose(true);
    item.run();
  };
  return (
    <div
      ref={list}
      class="menu"
      // On top of everything, whatever part of the page scrolls.
      style={{ '--below': `${(button.current?.getBoundingClientRect().bottom ?? 0) + 4}px` }}
      role="menu"
      tabIndex={-1}
      aria-label={t('nav.menu')}
      onKeyDown={(event) => {
        if (event.key === 'Tab') return onClose(true);
        const isTaken = event.key === 'Escape' || move(list.current, event.key);
        if (!isTaken) return undefined;
        event.preventDefault();
        event.stopPropagation();
        return event.key === 'Escape' ? onClose(true) : undefined;
      }}
    >
      {menuItems({ plan, actions, doors, port }).map((item) => (
        <button key={item.action} role="menuitem" tabIndex={-1} data-action={item.action} onClick={() => choose(item)}>
          {item.label}
          {item.why !== undefined && <span class="small why">{item.why}</span>}
        </button>
      ))}
    </div>
  );
}

function itemsIn(list: HTMLElement | null): readonly HTMLElement[] {
  return list ? [...list.querySelectorAll<HTMLElement>('[role="menuitem"]')] : [];
}

function focusItem(list: HTMLElement | null, place: number): void {
  const items = itemsIn(list);
  items.at(place % items.length)?.focus();
}

/** Whether the key moves within the menu. */
function move(list: HTMLElement | null, key: string): boolean {
  const here = itemsIn(list).findIndex((item) => item === document.activeElement);
  const place = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[key];
  if (place === undefined) return false;
  focusItem(list, place);
  return true;
}

/** The button closes by its own click. */
function useClickElsewhere(list: RefObject<HTMLElement | null>, button: RefObject<HTMLElement | null>, onElsewhere: () => void): void {
  const newest = useNewest(onElsewhere);
  useEffect(() => {
    const onDown = ({ target }: Event): void => {
      const isHere = [list, button].some(({ current }) => target instanceof Node && current?.contains(target));
      if (!isHere) newest.current();
    };
    document.addEventListener('pointerdown', onDown);
    return () => document.removeEventListener('pointerdown', onDown);
  }, [list, button, newest]);
}
