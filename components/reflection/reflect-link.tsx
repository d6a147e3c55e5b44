import type { VNode } from 'preact';
import { t } from '../locales/en-question.ts';
import { usePlanDoors } from '../menu/plan-doors.ts';

/** From the whole plan to one's own looking back at the conversation. */
export function ReflectLink(): VNode | null {
  const doors = usePlanDoors();
  if (doors === null) return null;
  return (
    <button class="link" data-action="reflect" onClick={() => doors.show('reflection')}>
      {t('phase.reflection')}
    </button>
  );
}
