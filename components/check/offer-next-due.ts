/** Several steps due: after one check-in the next is offered, never begun by itself. */
import { dueSteps } from '../../plan/due-steps.ts';
import type { DueStep } from '../../plan/due-now.ts';
import { currentQuestion, goTo, type Session } from '../../plan/flow.ts';
import type { Instance } from '../../plan/questions.ts';
import { t } from '../locales/en-check.ts';
import type { PlanActions } from '../plan-actions.ts';

/** Both of the device. */
interface Now {
  readonly today: string;
  readonly timeZone: string;
}

/** At the end of a check-in, unless something else is asked now, a word about the next step that is due. */
export function offerNextDue(actions: PlanActions, { question, subject }: Instance, { today, timeZone }: Now): PlanActions {
  if (question !== 'check.now') return actions;
  const offer = ({ stepId, text }: DueStep): void =>
    actions.tell({
      text: t('check.alsoDue'),
      words: text,
      action: {
        name: 'check-next',
        label: t('check.next'),
        run: () => actions.go(goTo({ question: 'check', subject: stepId }), 'question'),
      },
    });
  return {
    ...actions,
    change: async (change, options) => {
      let next: DueStep | undefined;
      const isStored = await actions.change((session, context) => {
        const after = change(session, context);
        const others = isAskedNothing(after) ? dueSteps(after.plan, timeZone).filter(({ stepId }) => stepId !== subject) : [];
        next = others.find(({ due }) => due.date <= today);
        return after;
      }, options);
      if (isStored && next) offer(next);
      return isStored;
    },
  };
}

/** The confirmation waits on the whole plan; it is no question that stands in the way. */
function isAskedNothing(session: Session): boolean {
  const asked = currentQuestion(session);
  return asked === null || asked.question === 'own';
}
