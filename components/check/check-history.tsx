/** What was said at earlier check-ins of a step, each with its day. */
import type { VNode } from 'preact';
import { dayOf } from '../../plan/due-steps.ts';
import type { Step } from '../../plan/plan.ts';
import { useApp } from '../app-context.tsx';
import { plainDay } from '../days.ts';
import { t } from '../locales/en-check.ts';
import { choiceWords } from '../locales/en-question.ts';
import { Own } from '../own-words.tsx';

type Check = Step['checks'][number];

export function CheckHistory({ checks }: Pick<Step, 'checks'>): VNode | null {
  if (checks.length === 0) return null;
  return (
    <details class="checks small">
      <summary data-action="show-checks">{t('check.history', { n: checks.length })}</summary>
      <ul>
        {checks.toReversed().map((check) => (
          <CheckLine key={check.at} check={check} />
        ))}
      </ul>
    </details>
  );
}

function CheckLine({ check: { at, answer, text, now } }: { readonly check: Check }): VNode {
  const { locale, timeZone, today } = useApp();
  return (
    <li data-check={at}>
      <span class="soft">
        {plainDay({ date: dayOf(at, timeZone) }, locale, today())}
        {answer !== null && `: ${choiceWords(answer)}`}
      </span>
      {text !== null && (
        <p>
          <Own>{text}</Own>
        </p>
      )}
      {now !== null && (
        <p>
          <span class="soft">{t('check.now')}</span> <Own>{now}</Own>
        </p>
      )}
    </li>
  );
}
