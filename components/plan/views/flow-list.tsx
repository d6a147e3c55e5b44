/** The flow chart in words: an ordered list that says what each step comes after and what it happens alongside. */
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { alongsideGroups } from '../../../plan/alongside.ts';
import { activeSteps, type Plan, type Step } from '../../../plan/plan.ts';
import { type AppPort, useApp } from '../../app-context.tsx';
import { shortDay } from '../../days.ts';
import { t, type ViewWordKey } from '../../locales/en-views.ts';
import { Own } from '../../own-words.tsx';
import { number } from '../../translate.ts';
import { StepMore } from '../step-more.tsx';
import { FlowTools } from './flow-tools.tsx';
import type { ViewProps } from './view-props.ts';

export function FlowList({ plan, actions, onOpen }: ViewProps): VNode | null {
  const port = useApp();
  const [open, setOpen] = useState<string | null>(null);
  const ways = useMemo(() => waysOf(plan, port), [plan, port]);
  if (ways.length === 0) return null;
  return (
    <section class="as-list" aria-labelledby="flow-as-list">
      <h2 id="flow-as-list">{t('drawing.asList')}</h2>
      <ol>
        {ways.map(({ step, place, words }) => (
          <li key={step.id} data-row={step.id}>
            <div class="as-row">
              <div>
                <p class="soft small">{words}</p>
                <Own>{step.text}</Own>
                <StepMore step={step} />
              </div>
              <button
                class="link small"
                data-action="row-tools"
                aria-expanded={open === step.id}
                aria-label={t('flow.changeOf', { n: place })}
                onClick={() => setOpen(open === step.id ? null : step.id)}
              >
                {t('flow.change')}
              </button>
            </div>
            {open === step.id && <FlowTools plan={plan} step={step} actions={actions} onOpen={onOpen} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface Placed {
  readonly step: Step;
  readonly place: number;
}

interface Way extends Placed {
  readonly words: string;
}

/** "Step 3 of 7, after step 1, alongside step 2, Fri 6 Mar". */
function waysOf(plan: Plan, port: AppPort): readonly Way[] {
  const steps = activeSteps(plan);
  const list = new Intl.ListFormat(port.locale, { type: 'conjunction' });
  const places = (these: readonly Placed[]): string => list.format(these.map(({ place }) => number(place)));
  let before: readonly Placed[] = [];
  let place = 0;
  return alongsideGroups(steps).flatMap((rank) => {
    const placed = rank.map((step) => ({ step, place: (place += 1) }));
    const after = before.length === 0 ? t('flow.first') : t('flow.after', { n: before.length, list: places(before) });
    before = placed;
    return placed.map((it) => {
      const others = placed.filter((other) => other !== it);
      const alongside = others.length === 0 ? [] : [t('flow.alongside', { n: others.length, list: places(others) })];
      const words = [t('flow.stepOf', { n: it.place, all: steps.length }), after, ...alongside, ...stateOf(it.step, port)];
      return { ...it, words: words.join(', ') };
    });
  });
}

const STATUS_WORDS = {
  open: null,
  done: 'flow.done',
  partly: 'flow.partly',
  'not-done': 'flow.notDone',
  'left-out': null,
} as const satisfies Record<Step['status'], ViewWordKey | null>;

function stateOf({ due, status }: Step, { locale, today, timeZone }: AppPort): readonly string[] {
  const words = STATUS_WORDS[status];
  return [...(due ? [shortDay(due, locale, today(), timeZone)] : []), ...(words === null ? [] : [t(words)])];
}
