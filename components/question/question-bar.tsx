import type { VNode } from 'preact';
import { goBack } from '../../plan/flow.ts';
import type { OpenPlan } from '../app-context.tsx';
import { t } from '../locales/en-question.ts';
import type { PlanActions } from '../plan-actions.ts';
import { StatusLine } from '../status-line.tsx';
import { UndoButton } from '../undo-button.tsx';

interface Props {
  readonly open: OpenPlan;
  readonly actions: PlanActions;
  readonly isFull: boolean;
}

export function QuestionBar({ open, actions, isFull }: Props): VNode {
  const back = (): void => {
    const before = goBack(open.session);
    if (before) actions.go(before, 'question');
    else actions.goHome();
  };
  return (
    <footer class="bar">
      <div class="bar-row">
        <button class="link" data-action="back" onClick={back}>
          <span class="arrow" aria-hidden="true">
            ←
          </span>{' '}
          {t('nav.back')}
        </button>
        <UndoButton undo={open.undo} actions={actions} />
        <button class="link end" data-action="leave" onClick={actions.goHome}>
          {t('nav.leave')}
        </button>
      </div>
      <StatusLine isFull={isFull} />
    </footer>
  );
}
