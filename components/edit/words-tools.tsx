/** What can be done with one answer as words: a short form, a split, earlier words. Quiet links, one panel at a time. */
import type { VNode } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Answered, earlierWordings, lineCount, splitIdea, splitStep, wordsOf } from '../../plan/kept-words.ts';
import type { Plan } from '../../plan/plan.ts';
import { t } from '../locales/en-edit.ts';
import type { PlanActions } from '../plan-actions.ts';
import { labelKey, useBegunEdits } from './begun-edits.tsx';
import { changePlan } from './change.ts';
import { EarlierWords } from './earlier-words.tsx';
import { idOf, LabelEdit } from './label-edit.tsx';
import { ShortForm } from './short-form.tsx';

type Panel = 'label' | 'earlier';

interface Props {
  readonly plan: Plan;
  readonly of: Answered;
  readonly actions: PlanActions;
}

export function WordsTools({ plan, of, actions }: Props): VNode | null {
  const begun = useBegunEdits();
  const [panel, setPanel] = useState<Panel | null>(() => (begun.has(labelKey(idOf(of))) ? 'label' : null));
  const isResumed = useRef(panel !== null);
  const shortForm = useId();
  const box = useRef<HTMLDivElement>(null);
  const last = useRef<Panel | null>(null);
  useLayoutEffect(() => {
    if (panel === null && last.current !== null) box.current?.querySelector<HTMLElement>(`[data-action="${last.current}"]`)?.focus();
    last.current = panel;
  }, [panel]);
  const said = wordsOf(plan, of);
  if (!said) return null;
  const lines = of.kind === 'outcome' ? 1 : lineCount(said.text);
  const show = (wanted: Panel | null): void => {
    isResumed.current = false;
    setPanel(wanted);
  };
  const toggle = (wanted: Panel): void => show(panel === wanted ? null : wanted);
  const isShown = panel !== 'label' && said.label !== null;
  return (
    <div ref={box} class="words-tools">
      <button
        class="link small"
        data-action="label"
        aria-expanded={panel === 'label'}
        aria-describedby={isShown ? shortForm : undefined}
        onClick={() => toggle('label')}
      >
        {t('words.label')}
      </button>
      {lines > 1 && of.kind !== 'outcome' && (
        <button
          class="link small"
          data-action="split"
          onClick={() => changePlan(actions, 'split', (now, context) => (of.kind === 'idea' ? splitIdea : splitStep)(now, of.id, context))}
        >
          {t('words.split', { n: lines })}
        </button>
      )}
      {earlierWordings(plan, of).length > 0 && (
        <button class="link small" data-action="earlier" aria-expanded={panel === 'earlier'} onClick={() => toggle('earlier')}>
          {t('words.earlier')}
        </button>
      )}
      {panel === 'label' && <LabelEdit plan={plan} of={of} actions={actions} isResumed={isResumed.current} onClose={() => show(null)} />}
      {isShown && <ShortForm id={shortForm} label={said.label} plan={plan} actions={actions} />}
      {panel === 'earlier' && <EarlierWords plan={plan} of={of} actions={actions} />}
    </div>
  );
}
