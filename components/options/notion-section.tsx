import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Connection, NotionConnection, NotionTarget, PlanMapping } from '../../sync/connection.ts';
import type { PlaceOption, Reply } from '../../sync/messages.ts';
import { t } from '../locales/en-options.ts';
import { useNewest } from '../use-newest.ts';
import { ConnectionSection } from './connection-state.tsx';
import { LinkSentence } from './link-sentence.tsx';
import { MappingEditor } from './mapping-editor.tsx';
import { PlacePicker } from './place-picker.tsx';
import { ProblemLine } from './problem-line.tsx';
import { SecretForm } from './secret-form.tsx';
import { TargetLine } from './target-line.tsx';
import type { PlaceSource } from './use-places.ts';
import { type Requests, useRequests } from './use-request.ts';

const INTEGRATIONS = 'https://www.notion.so/profile/integrations';

type DataSource = Extract<Reply, { readonly kind: 'data-source' }>;
type Home = NotionTarget['home'];

interface Props {
  readonly connection: NotionConnection | null;
  readonly onChange: (connection: Connection | null) => void;
}

export function NotionSection({ connection, onChange }: Props): VNode {
  const connecting = useRequests();
  const connect = async (token: string): Promise<boolean> => {
    const connected = await connecting.askForConnection({ kind: 'connect-notion', token });
    if (connected) onChange(connected);
    return connected !== null;
  };
  const disconnect = async (): Promise<void> => {
    if (await connecting.ask({ kind: 'disconnect', destination: 'notion' })) onChange(null);
  };
  const isConnected = connection?.state === 'connected';
  return (
    <ConnectionSection destination="notion" connection={connection} isChecking={connecting.isBusy} problem={connecting.problem}>
      {!isConnected && <HowTo />}
      {!isConnected && (
        <SecretForm
          field="notion-token"
          action="connect-notion"
          label={t('notion.token')}
          button={t(connection ? 'connect.again' : 'connect.connect')}
          isBusy={connecting.isBusy}
          onSubmit={connect}
        />
      )}
      <ProblemLine problem={connecting.problem} destination="notion" />
      {isConnected && <Target connection={connection} onChange={onChange} />}
      {connection && (
        <button class="link" data-action="disconnect-notion" onClick={disconnect}>
          {t('connect.disconnect')}
        </button>
      )}
    </ConnectionSection>
  );
}

function HowTo(): VNode {
  return (
    <ol class="how-to">
      <li>
        <LinkSentence words={t('notion.step1')} link={t('notion.step1Link')} href={INTEGRATIONS} />
      </li>
      <li>{t('notion.step2')}</li>
      <li>{t('notion.step3')}</li>
    </ol>
  );
}

const SOURCES: Readonly<Record<Home, PlaceSource>> = {
  page: {
    key: 'pages',
    kind: 'page',
    page: (query, cursor) => ({ kind: 'list-notion-pages', query, cursor }),
    resolve: (address) => ({ kind: 'resolve-address', destination: 'notion', address }),
    isFilteredHere: false,
  },
  databases: {
    key: 'data-sources',
    kind: 'data-source',
    page: (query, cursor) => ({ kind: 'list-notion-data-sources', query, cursor }),
    resolve: (address) => ({ kind: 'resolve-address', destination: 'notion', address }),
    isFilteredHere: false,
  },
};

interface TargetProps {
  readonly connection: NotionConnection;
  readonly onChange: (connection: Connection) => void;
}

/** The place plans go, and for a database what is kept where. A place chosen is saved at once, with the guess. */
function Target({ connection, onChange }: TargetProps): VNode {
  const { target } = connection;
  const requests = useRequests();
  const [home, setHome] = useState<Home>(target?.home ?? 'page');
  const [source, setSource] = useDataSource(target, requests);

  const save = async (chosen: NotionTarget): Promise<void> => {
    const connected = await requests.askForConnection({ kind: 'choose-notion', target: chosen });
    if (connected) onChange(connected);
  };
  const choose = async (place: PlaceOption): Promise<void> => {
    const { id, title, url } = place;
    if (place.kind === 'page') return save({ home: 'page', pageId: id, title, url });
    const described = await requests.ask({ kind: 'describe-data-source', dataSourceId: id });
    if (described?.kind !== 'data-source') return;
    setSource(described);
    await save({ home: 'databases', dataSourceId: id, title, url, mapping: described.guess });
  };
  const remap = async (mapping: PlanMapping): Promise<void> => {
    if (target?.home === 'databases') await save({ ...target, mapping });
  };
  return (
    <div class="target">
      <TargetLine label={t('target.chosen')} target={target} />
      <HomeChoice home={home} onChoose={setHome} />
      <PlacePicker
        key={home}
        name="notion-plans"
        label={t(home === 'page' ? 'notion.pages' : 'notion.dataSources')}
        destination="notion"
        source={SOURCES[home]}
        chosenId={target && chosenIdOf(target)}
        onChoose={choose}
      />
      <ProblemLine problem={requests.problem} destination="notion" />
      {home === 'databases' && target?.home === 'databases' && source && (
        <MappingEditor source={source} mapping={target.mapping} onChange={remap} />
      )}
    </div>
  );
}

function chosenIdOf(target: NotionTarget): string {
  return target.home === 'page' ? target.pageId : target.dataSourceId;
}

/** The properties of the chosen data source, for its mapping. */
function useDataSource(target: NotionTarget | null, requests: Requests): [DataSource | null, (source: DataSource) => void] {
  const [source, setSource] = useState<DataSource | null>(null);
  const id = target?.home === 'databases' ? target.dataSourceId : null;
  const read = useNewest(async (dataSourceId: string): Promise<void> => {
    if (source !== null) return;
    const described = await requests.ask({ kind: 'describe-data-source', dataSourceId });
    if (described?.kind === 'data-source') setSource(described);
  });
  useEffect(() => {
    if (id !== null) void read.current(id);
  }, [id, read]);
  return [source, setSource];
}

function HomeChoice({ home, onChoose }: { readonly home: Home; readonly onChoose: (home: Home) => void }): VNode {
  const homes: readonly Home[] = ['page', 'databases'];
  return (
    <div class="becomes" role="group" aria-label={t('notion.home')}>
      {homes.map((it) => (
        <button key={it} data-home={it} aria-pressed={it === home} onClick={() => onChoose(it)}>
          {t(`notion.home.${it}`)}
        </button>
      ))}
    </div>
  );
}
