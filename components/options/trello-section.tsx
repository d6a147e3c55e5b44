import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Connection, TrelloConnection, TrelloTarget } from '../../sync/connection.ts';
import type { PlaceOption } from '../../sync/messages.ts';
import { t } from '../locales/en-options.ts';
import { ConnectionSection } from './connection-state.tsx';
import { CopyLine } from './copy-line.tsx';
import { LinkSentence } from './link-sentence.tsx';
import { PlacePicker } from './place-picker.tsx';
import { ProblemLine } from './problem-line.tsx';
import { SecretForm } from './secret-form.tsx';
import { TargetLine } from './target-line.tsx';
import type { PlaceSource } from './use-places.ts';
import { type Requests, useRequests } from './use-request.ts';

const POWER_UPS = 'https://trello.com/power-ups/admin';
const USUAL_TIME = '17:00';

export interface TrelloSetup {
  readonly hasBuiltInKey: boolean;
  readonly allowedOrigin: string;
}

interface Props {
  readonly connection: TrelloConnection | null;
  readonly setup: TrelloSetup;
  readonly onChange: (connection: Connection | null) => void;
}

export function TrelloSection({ connection, setup, onChange }: Props): VNode {
  const connecting = useRequests();
  const disconnect = async (): Promise<void> => {
    if (await connecting.ask({ kind: 'disconnect', destination: 'trello' })) onChange(null);
  };
  const isConnected = connection?.state === 'connected';
  return (
    <ConnectionSection destination="trello" connection={connection} isChecking={connecting.isBusy} problem={connecting.problem}>
      {!isConnected && <Connecting setup={setup} requests={connecting} onConnected={onChange} isAgain={connection !== null} />}
      <ProblemLine problem={connecting.problem} destination="trello" />
      {isConnected && <Target connection={connection} onChange={onChange} />}
      {connection && (
        <button class="link" data-action="disconnect-trello" onClick={disconnect}>
          {t('connect.disconnect')}
        </button>
      )}
    </ConnectionSection>
  );
}

interface ConnectingProps {
  readonly setup: TrelloSetup;
  readonly requests: Requests;
  readonly onConnected: (connection: Connection) => void;
  readonly isAgain: boolean;
}

function Connecting({ setup, requests, onConnected, isAgain }: ConnectingProps): VNode {
  const key = useRef<HTMLInputElement>(null);
  const typedKey = (): string => key.current?.value.trim() ?? '';
  const authorize = async (): Promise<void> => {
    const connected = await requests.askForConnection({ kind: 'authorize-trello', key: typedKey() || null });
    if (connected) onConnected(connected);
  };
  const connect = async (token: string): Promise<boolean> => {
    const connected = await requests.askForConnection({ kind: 'connect-trello', key: typedKey(), token });
    if (connected) onConnected(connected);
    return connected !== null;
  };
  return (
    <>
      <HowTo setup={setup} />
      <label>
        {t('trello.key')}
        <input ref={key} type="text" data-field="trello-key" autocomplete="off" spellcheck={false} />
      </label>
      <button class="primary" data-action="authorize-trello" disabled={requests.isBusy} onClick={authorize}>
        {t('trello.authorize')}
      </button>
      <p class="soft small">{t('trello.orToken')}</p>
      <SecretForm
        field="trello-token"
        action="connect-trello"
        label={t('trello.token')}
        button={t(isAgain ? 'connect.again' : 'connect.connect')}
        isBusy={requests.isBusy}
        onSubmit={connect}
      />
    </>
  );
}

function HowTo({ setup }: { readonly setup: TrelloSetup }): VNode {
  if (setup.hasBuiltInKey) return <p>{t('trello.step3BuiltIn')}</p>;
  return (
    <ol class="how-to">
      <li>
        <LinkSentence words={t('trello.step1')} link={t('trello.step1Link')} href={POWER_UPS} />
      </li>
      <li>
        {t('trello.step2')}
        <CopyLine text={setup.allowedOrigin} />
      </li>
      <li>{t('trello.step3')}</li>
    </ol>
  );
}

const BOARDS: PlaceSource = {
  key: 'boards',
  kind: 'board',
  page: () => ({ kind: 'list-trello-boards' }),
  resolve: (address) => ({ kind: 'resolve-address', destination: 'trello', address }),
  isFilteredHere: true,
};

function listsOf(boardId: string): PlaceSource {
  return {
    key: `lists of ${boardId}`,
    kind: 'list',
    page: () => ({ kind: 'list-trello-lists', boardId }),
    resolve: (address) => ({ kind: 'resolve-address', destination: 'trello', address }),
    isFilteredHere: true,
  };
}

interface Board {
  readonly id: string;
  readonly title: string;
  readonly url: string;
}

/** A board, then a list on it; the list chosen is saved at once. */
function Target({
  connection,
  onChange,
}: {
  readonly connection: TrelloConnection;
  readonly onChange: (connection: Connection) => void;
}): VNode {
  const { target } = connection;
  const requests = useRequests();
  const [board, setBoard] = useState<Board | null>(target && boardOf(target));
  const [time, setTime] = useState(connection.bareDateTime || USUAL_TIME);

  const save = async (chosen: TrelloTarget, bareDateTime: string): Promise<void> => {
    const connected = await requests.askForConnection({ kind: 'choose-trello', target: chosen, bareDateTime });
    if (connected) onChange(connected);
  };
  const chooseList = async (list: PlaceOption): Promise<void> => {
    if (board) await save({ boardId: board.id, boardName: board.title, boardUrl: board.url, listId: list.id, listName: list.title }, time);
  };
  const changeTime = async (changed: string): Promise<void> => {
    if (changed === '') return;
    setTime(changed);
    if (target) await save(target, changed);
  };
  return (
    <div class="target">
      <TargetLine
        label={t('target.chosenList')}
        target={target && { title: `${target.boardName} › ${target.listName}`, url: target.boardUrl }}
      />
      <PlacePicker
        name="trello-board"
        label={t('trello.board')}
        destination="trello"
        source={BOARDS}
        chosenId={board?.id ?? null}
        onChoose={setBoard}
      />
      {board && (
        <PlacePicker
          name="trello-list"
          label={t('trello.list')}
          destination="trello"
          source={listsOf(board.id)}
          chosenId={target?.boardId === board.id ? target.listId : null}
          onChoose={chooseList}
        />
      )}
      <label class="time">
        {t('trello.bareDateTime')}
        <input
          type="time"
          data-field="bare-date-time"
          value={time}
          aria-describedby="bare-why"
          onChange={(event) => changeTime(event.currentTarget.value)}
        />
      </label>
      <p id="bare-why" class="soft small">
        {t('trello.bareDateTimeWhy')}
      </p>
      <ProblemLine problem={requests.problem} destination="trello" />
    </div>
  );
}

function boardOf({ boardId, boardName, boardUrl }: TrelloTarget): Board {
  return { id: boardId, title: boardName, url: boardUrl };
}
