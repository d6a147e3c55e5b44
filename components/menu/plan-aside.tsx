/** What a plan's menu leads to. */
import type { VNode } from 'preact';
import type { OpenPlan } from '../app-context.tsx';
import { DeletePlan } from '../record/delete-plan.tsx';
import { HelpScreen } from '../help/help-screen.tsx';
import { lazy } from '../lazy.tsx';
import type { PlanActions } from '../plan-actions.ts';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { useBackButton } from '../use-back-button.ts';
import type { Aside } from './plan-doors.ts';

const ReflectionScreen = lazy(async () => (await import('../reflection/reflection-screen.tsx')).ReflectionScreen);

interface Props {
  readonly name: Aside;
  readonly open: OpenPlan;
  readonly actions: PlanActions;
  readonly onClose: () => void;
}

export function PlanAside({ name, open, actions, onClose }: Props): VNode {
  useBackButton(2, onClose);
  switch (name) {
    case 'settings':
      return <SettingsScreen open={open} actions={actions} onClose={onClose} />;
    case 'reflection':
      return <ReflectionScreen open={open} actions={actions} onLeave={onClose} />;
    case 'help':
      return <HelpScreen onClose={onClose} />;
    case 'delete':
      return (
        <div class="screen aside" data-screen="delete">
          <main>
            <DeletePlan planId={open.session.plan.id} onDeleted={(what) => (what.plan ? actions.goHome() : onClose())} onCancel={onClose} />
          </main>
        </div>
      );
  }
}
