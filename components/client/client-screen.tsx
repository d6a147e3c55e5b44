/** What the client sees: the echo and the question of one plan, live. Nothing private ever reaches this page. */
import { render, type VNode } from 'preact';
import { english as rules } from '../../plan/languages.ts';
import { present } from '../../plan/present.ts';
import { english as wording } from '../../plan/wording/en.ts';
import { type AppPort, AppProvider, type Opened } from '../app-context.tsx';
import { Own } from '../own-words.tsx';
import { useOpenPlan } from '../use-open-plan.ts';

export async function startClient(root: HTMLElement, port: AppPort): Promise<void> {
  const planId = new URLSearchParams(location.search).get('plan') ?? '';
  const opened = await port.open(planId);
  root.replaceChildren();
  render(
    <AppProvider value={port}>
      <ClientScreen planId={planId} first={opened} />
    </AppProvider>,
    root,
  );
}

function ClientScreen({ planId, first }: { readonly planId: string; readonly first: Opened }): VNode | null {
  const { opened } = useOpenPlan(planId, first);
  const presented = opened.kind === 'open' ? present(opened.plan.session, { wording, rules }) : null;
  if (presented === null) return null;
  return (
    <main data-screen="client" data-question={presented.id}>
      {presented.echoes.map((words, index) => (
        <p key={index} data-echo="">
          <Own>{words}</Own>
        </p>
      ))}
      <h1>{presented.ask}</h1>
    </main>
  );
}
