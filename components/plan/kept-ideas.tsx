/** Ideas that are not in the order: not placed yet, kept for later, set aside, not needed. Every word stays in reach. */
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { goTo } from '../../plan/flow.ts';
import { type Idea, openIdeas, type Plan, type Step } from '../../plan/plan.ts';
import { bringStepBack, stepSetAside } from '../../plan/step-changes.ts';
import { useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { editKey, labelKey, useBegunEdits } from '../edit/begun-edits.tsx';
import { changePlan } from '../edit/change.ts';
import { Clamped } from '../edit/clamped.tsx';
import { GoOnChanging, useGoingOn } from '../edit/go-on-changing.tsx';
import { t } from '../locales/en-edit.ts';
import type { PlanActions } from '../plan-actions.ts';
import { IdeaTools } from './idea-tools.tsx';
import { RemovedWords } from './removed-words.tsx';

type Where = 'open' | 'later' | 'aside' | 'not-needed';

/** An idea, the step it left behind, or a step whose idea was removed. */
interface Entry {
  readonly id: string;
  readonly text: string;
  readonly where: Where;
  readonly depth: number;
  readonly idea: Idea | null;
  readonly step: Step | null;
}

interface Props {
  readonly plan: Plan;
  readonly actions: PlanActions;
}

const PLACES: readonly Where[] = ['open', 'later', 'aside', 'not-needed'];

export function KeptIdeas({ plan, actions }: Props): VNode {
  const entries = entriesOf(plan);
  const begun = useBegunEdits();
  // Folded when there is nothing to decide or to go on with; afterwards the person folds and unfolds it.
  const [isOpen, setOpen] = useState(() => entries.some(({ id, where }) => where === 'open' || draftKeysOf(id).some(begun.has)));
  const [opened, setOpened] = useState<string | null>(null);
  const box = useRef<HTMLDetailsElement>(null);
  const stay = (): void => box.current?.querySelector('summary')?.focus();
  return (
    <details ref={box} class="ideas" data-ideas="" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{entries.length === 0 ? t('ideas.none') : t('ideas.label', { n: entries.length })}</summary>
      {PLACES.map((where) => {
        const here = entries.filter((entry) => entry.where === where);
        if (here.length === 0) return null;
        return (
          <section key={where} data-kept={where} aria-label={t(`ideas.${where}`)}>
            <h2>{t(`ideas.${where}`)}</h2>
            <ul>
              {here.map((entry) => (
                <EntryRow
                  key={entry.id}
                  entry={entry}
                  plan={plan}
                  actions={actions}
                  isOpen={entry.id === opened}
                  onToggle={() => setOpened(entry.id === opened ? null : entry.id)}
                  onGone={stay}
                />
              ))}
            </ul>
          </section>
        );
      })}
      <button class="link" data-action="add-idea" onClick={() => actions.go(goTo({ question: 'need', subject: '' }), 'question')}>
        {t('ideas.add')}
      </button>
      <RemovedWords plan={plan} actions={actions} />
    </details>
  );
}

/** Under which half-typed changes of an idea are kept. */
function draftKeysOf(ideaId: string): readonly string[] {
  return [editKey(ideaId), labelKey(ideaId)];
}

function entriesOf(plan: Plan): readonly Entry[] {
  const open = new Set(openIdeas(plan).map((idea) => idea.id));
  const ideas = plan.ideas.flatMap((idea): readonly Flat[] => {
    const step = stepSetAside(plan, idea.id) ?? null;
    if (idea.put !== 'open') return [{ id: idea.id, text: step?.text ?? idea.text, where: idea.put, idea, step }];
    if (open.has(idea.id)) return [{ id: idea.id, text: idea.text, where: 'open', idea, step: null }];
    return step ? [{ id: idea.id, text: step.text, where: 'aside', idea, step }] : [];
  });
  const known = new Set(plan.ideas.map((idea) => idea.id));
  const steps = plan.steps
    .filter((step) => step.status === 'left-out' && (step.idea === null || !known.has(step.idea)))
    .map((step) => ({ id: step.id, text: step.text, where: 'aside' as const, idea: null, step }));
  return PLACES.flatMap((where) => nested([...ideas, ...steps].filter((entry) => entry.where === where)));
}

type Flat = Omit<Entry, 'depth'>;

/** Each idea followed by those named under it, as far as both are in the same place. */
function nested(entries: readonly Flat[]): readonly Entry[] {
  const ids = new Set(entries.map(({ id }) => id));
  const parentOf = ({ idea }: Flat): string | null => (idea?.parent && ids.has(idea.parent) ? idea.parent : null);
  const under = (parent: string | null, depth: number): readonly Entry[] =>
    entries.filter((entry) => parentOf(entry) === parent).flatMap((entry) => [{ ...entry, depth }, ...under(entry.id, depth + 1)]);
  return under(null, 0);
}

interface RowProps extends Props {
  readonly entry: Entry;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onGone: () => void;
}

function EntryRow({ entry, plan, actions, isOpen, onToggle, onGone }: RowProps): VNode {
  const { locale, today } = useApp();
  const { id, text, step, idea, depth } = entry;
  const row = useRef<HTMLLIElement>(null);
  const goOn = useGoingOn(isOpen, row, onToggle);
  const bringBack = async (stepId: string): Promise<void> => {
    if (await changePlan(actions, 'back', (now, context) => bringStepBack(now, stepId, context))) onGone();
  };
  return (
    <li ref={row} data-kept-idea={id} class={depth > 0 ? 'under' : undefined}>
      <p class="kept-words">
        <Clamped text={text} />
        {step?.due && <span class="soft small"> {t('ideas.was', { when: shortDay(step.due, locale, today()) })}</span>}
      </p>
      <div class="line-tools">
        {step && (
          <button
            class="link small"
            data-action="bring-back"
            aria-label={t('ideas.backWords', { words: text })}
            onClick={() => bringBack(step.id)}
          >
            {t('ideas.back')}
          </button>
        )}
        {idea && (
          <button
            class="link small"
            data-action="idea-tools"
            aria-expanded={isOpen}
            aria-label={t('ideas.changeWords', { words: text })}
            onClick={onToggle}
          >
            {t('ideas.change')}
          </button>
        )}
        {idea && !isOpen && <GoOnChanging draftKeys={draftKeysOf(id)} onGoOn={goOn} />}
      </div>
      {isOpen && idea && <IdeaTools plan={plan} idea={idea} hasStep={step !== null} actions={actions} onGone={onGone} />}
    </li>
  );
}
