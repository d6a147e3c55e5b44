/** Connecting Notion and Trello, and choosing where plans go. */
import { render, type VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Connection, NotionConnection, TrelloConnection } from '../../sync/connection.ts';
import type { DestinationName } from '../../sync/destination.ts';
import { type AppPort, AppProvider } from '../app-context.tsx';
import { t } from '../locales/en-options.ts';
import { type LoadRecord, RecordContext } from '../record/record-context.ts';
import { BeginningSection } from '../settings/beginning-section.tsx';
import { useSpoken } from '../use-spoken.ts';
import { FilesSection } from './files-section.tsx';
import { LanguageSection } from './language-section.tsx';
import { NotionSection } from './notion-section.tsx';
import { RecordsSection } from './records-section.tsx';
import { RemindersSection } from './reminders-section.tsx';
import { TrelloSection, type TrelloSetup } from './trello-section.tsx';

export async function startOptions(root: HTMLElement, port: AppPort, loadRecord: LoadRecord): Promise<void> {
  const [connections, setup] = await Promise.all([port.connections(), readTrelloSetup(port)]);
  root.replaceChildren();
  render(
    <AppProvider value={port}>
      <RecordContext.Provider value={loadRecord}>
        <Options first={connections} setup={setup} />
      </RecordContext.Provider>
    </AppProvider>,
    root,
  );
}

/** Without the worker's answer the long way is shown: it works with and without a built-in key. */
async function readTrelloSetup(port: AppPort): Promise<TrelloSetup> {
  const reply = await port.ask({ kind: 'trello-setup' });
  return reply.kind === 'trello-setup' ? reply : { hasBuiltInKey: false, allowedOrigin: location.origin };
}

interface OptionsProps {
  readonly first: readonly Connection[];
  readonly setup: TrelloSetup;
}

function Options({ first, setup }: OptionsProps): VNode {
  const [connections, setConnections] = useState(first);
  useSpoken();
  const change = (destination: DestinationName, connection: Connection | null): void =>
    setConnections((all) => [...all.filter((it) => it.destination !== destination), ...(connection ? [connection] : [])]);
  return (
    <div class="options" data-screen="options">
      <header>
        <h1>{t('options.title')}</h1>
        <p class="soft">{t('options.intro')}</p>
      </header>
      <main>
        <LanguageSection />
        <NotionSection connection={notionOf(connections)} onChange={(connection) => change('notion', connection)} />
        <TrelloSection connection={trelloOf(connections)} setup={setup} onChange={(connection) => change('trello', connection)} />
        <RemindersSection />
        <BeginningSection />
        <FilesSection />
        <RecordsSection />
      </main>
      <footer class="soft small">
        <p>{t('options.private')}</p>
      </footer>
    </div>
  );
}

function notionOf(connections: readonly Connection[]): NotionConnection | null {
  return connections.find((it) => it.destination === 'notion') ?? null;
}

function trelloOf(connections: readonly Connection[]): TrelloConnection | null {
  return connections.find((it) => it.destination === 'trello') ?? null;
}
