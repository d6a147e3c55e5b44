/** What Home leads to beside plans. */
import type { VNode } from 'preact';
import type { Home } from '../app-context.tsx';
import { ExampleScreen } from '../help/example-screen.tsx';
import { HelpScreen } from '../help/help-screen.tsx';
import { useBackButton } from '../use-back-button.ts';
import { ArchivedScreen } from './archived-screen.tsx';

export type HomeAsideName = 'help' | 'example' | 'archived';

interface Props {
  readonly name: HomeAsideName;
  readonly home: Home;
  readonly onOpen: (planId: string) => Promise<void>;
  readonly onClose: () => void;
}

export function HomeAside({ name, home, onOpen, onClose }: Props): VNode {
  useBackButton(1, onClose);
  switch (name) {
    case 'help':
      return <HelpScreen onClose={onClose} />;
    case 'example':
      return <ExampleScreen onClose={onClose} />;
    case 'archived':
      return <ArchivedScreen plans={home.archived} onOpen={onOpen} onClose={onClose} />;
  }
}
