/**
 * For a file that says nothing of what was asked: what is answered counts as asked, and so does everything in the
 * phases before the last answer. The flow then goes on where the plan is, and never begins anew.
 */
import { instanceKey, isOpen, openQuestions } from './flow.ts';
import { activeSteps, findStep, type Plan } from './plan.ts';
import { type Instance, type Phase, rows } from './questions.ts';

type Asked = Plan['asked'];

const PHASES: readonly Phase[] = ['purpose', 'plan', 'action', 'whole', 'reflection'];

export function askedBy(plan: Plan): Asked {
  const reached = PHASES.indexOf(phaseReached(plan));
  const found = new Map<string, Asked[string]>();
  // In one walk: none of these marks opens a question further up again.
  for (const instance of openQuestions(plan)) {
    const key = instanceKey(instance);
    const left = leftBy(plan, instance, reached);
    if (left !== null) found.set(key, left);
    // Only its own answer settles it: the conversation waits here.
    if (isOpen({ ...plan, asked: { [key]: left ?? 'skipped' } }, instance)) break;
  }
  return Object.fromEntries(found);
}

function phaseReached(plan: Plan): Phase {
  if (plan.owned !== null) return 'whole';
  const steps = activeSteps(plan);
  const acts = steps.some(
    (step) => step.due !== null || step.status !== 'open' || step.commitment.answer !== null || step.checks.length > 0,
  );
  if (acts || plan.review !== null || plan.scale.value !== null || plan.contract !== null || plan.tell !== null) return 'action';
  return steps.length > 0 ? 'plan' : 'purpose';
}

/** How the person left this question, or null while it is still to be asked. */
function leftBy(plan: Plan, { question, subject }: Instance, reached: number): Asked[string] | null {
  const row = rows[question];
  const isPast = PHASES.indexOf(row.phase) < reached || isBefore(plan, question) || isOver(plan, subject);
  if (question === 'first' && plan.steps.length > 0) return 'answered';
  if (row.repeats) return isPast ? 'closed' : null;
  if ((row.read?.(plan, subject, null) ?? null) !== null) return 'answered';
  return isPast && !row.required ? 'skipped' : null;
}

/** What comes before the outcome is over once there is one. */
function isBefore(plan: Plan, question: Instance['question']): boolean {
  return plan.outcome.text !== '' && (question === 'situation' || question === 'setup.like');
}

/** Nobody is asked when they will have completed what is done. */
function isOver(plan: Plan, subject: string): boolean {
  const status = findStep(plan, subject)?.status ?? 'open';
  return status === 'done' || status === 'left-out';
}

/** The answers Back goes through, as far as the plan tells their order. */
export function pathOf(plan: Plan): Plan['path'] {
  if (plan.outcome.text === '') return [];
  const asksSituation = plan.situation !== null;
  const named = plan.ideas.filter((idea) => idea.from === 'purpose');
  return [
    ...(asksSituation ? [{ key: 'situation', ref: null }] : []),
    { key: asksSituation ? 'outcome' : 'outcome.bare', ref: null },
    ...named.map(({ id, parent }) => ({ key: parent === null ? 'need' : `need.of@${parent}`, ref: id })),
    ...activeSteps(plan).map(({ id }, index) => ({ key: index === 0 ? 'first' : 'next', ref: id })),
    ...activeSteps(plan).flatMap(({ id, due }) => (due === null ? [] : [{ key: `when@${id}`, ref: null }])),
  ];
}
