import type { VNode } from 'preact';
import { findStep, type Plan } from '../../plan/plan.ts';
import { placeOf } from '../../plan/present.ts';
import type { ActivityLine } from '../app-context.tsx';
import { isPlanWordKey, t } from '../locales/en-plan.ts';
import { Own } from '../own-words.tsx';

/** What was changed elsewhere and replaced stays readable; nothing that happened on the way is hidden. */
export function Activity({ activity, plan }: { readonly activity: readonly ActivityLine[]; readonly plan: Plan }): VNode | null {
  if (activity.length === 0) return null;
  return (
    <details class="activity">
      <summary>{t('activity.label')}</summary>
      <ul>
        {activity.map((line, index) => (
          <li key={index} data-activity={line.kind}>
            <Line line={line} plan={plan} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Line({ line, plan }: { readonly line: ActivityLine; readonly plan: Plan }): VNode {
  const key = `activity.${line.kind}`;
  const step = line.stepId === null ? undefined : findStep(plan, line.stepId);
  return (
    <>
      {step && (
        <>
          {placeOf(plan, step.id)}. <Own>{step.text}</Own>:{' '}
        </>
      )}
      {t(isPlanWordKey(key) ? key : 'activity.other', { place: t(`where.${line.destination}`) })}{' '}
      {line.value !== null && <Own>{line.value}</Own>}{' '}
      {line.url !== null && (
        <a href={line.url} target="_blank" rel="noopener noreferrer">
          {t('activity.look')}
        </a>
      )}
    </>
  );
}
