import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlaceOption, Problem, Reply, Request } from '../../sync/messages.ts';
import { useApp } from '../app-context.tsx';
import { useNewest } from '../use-newest.ts';

/** Long enough that typing a word asks once, short enough to feel answered. */
const PAUSE_MS = 250;

export interface PlaceSource {
  /** Names the list: another key means another list, asked for anew. */
  readonly key: string;
  readonly kind: PlaceOption['kind'];
  readonly page: (query: string, cursor: string | null) => Request;
  readonly resolve: (address: string) => Request;
  /** The service gives all at once and does not search. */
  readonly isFilteredHere: boolean;
}

type State = { readonly kind: 'loading' | 'ready' | 'wrong-kind' } | { readonly kind: 'failed'; readonly problem: Problem };

export interface Places {
  readonly state: State;
  readonly shown: readonly PlaceOption[];
  readonly query: string;
  readonly hasMore: boolean;
  readonly search: (query: string) => void;
  readonly more: () => void;
  readonly refresh: () => void;
}

interface Loaded {
  readonly places: readonly PlaceOption[];
  readonly next: string | null;
}

const NOTHING: Loaded = { places: [], next: null };

export function usePlaces(source: PlaceSource): Places {
  const port = useApp();
  const [query, setQuery] = useState('');
  const [state, setState] = useState<State>({ kind: 'loading' });
  const [loaded, setLoaded] = useState<Loaded>(NOTHING);
  const newest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const load = async (words: string, after: Loaded): Promise<void> => {
    newest.current += 1;
    const turn = newest.current;
    setState({ kind: 'loading' });
    const reply = await port.ask(requestFor(source, words, after.next));
    // A slower answer to an older question is not news any more.
    if (turn !== newest.current) return;
    const read = readReply(reply, source.kind);
    setState(read.state);
    if (read.loaded) setLoaded({ places: [...after.places, ...read.loaded.places], next: read.loaded.next });
  };
  const loadNow = useNewest(load);
  useEffect(() => {
    setLoaded(NOTHING);
    setQuery('');
    void loadNow.current('', NOTHING);
    return () => clearTimeout(timer.current);
  }, [source.key, loadNow]);

  const search = (typed: string): void => {
    setQuery(typed.trim());
    clearTimeout(timer.current);
    if (source.isFilteredHere && !isAddress(typed)) return;
    timer.current = setTimeout(() => void load(typed.trim(), NOTHING), PAUSE_MS);
  };
  return {
    state,
    shown: source.isFilteredHere && !isAddress(query) ? loaded.places.filter((place) => has(place, query)) : loaded.places,
    query,
    hasMore: loaded.next !== null,
    search,
    more: () => {
      if (loaded.next !== null && state.kind === 'ready') void load(query, loaded);
    },
    refresh: () => void load(query, NOTHING),
  };
}

function requestFor(source: PlaceSource, words: string, cursor: string | null): Request {
  return isAddress(words) ? source.resolve(words) : source.page(source.isFilteredHere ? '' : words, cursor);
}

/** An address, or an id as addresses end with. */
function isAddress(words: string): boolean {
  return /^https?:\/\/|^[\w-]*\.?(notion\.so|notion\.site|notion\.com|trello\.com)\/|^[0-9a-f]{32}$|^[0-9a-f-]{36}$/i.test(words.trim());
}

function has(place: PlaceOption, words: string): boolean {
  return `${place.title} ${place.within}`.toLocaleLowerCase().includes(words.toLocaleLowerCase());
}

interface Read {
  readonly state: State;
  readonly loaded: Loaded | null;
}

function readReply(reply: Reply, kind: PlaceOption['kind']): Read {
  if (reply.kind === 'places') return { state: { kind: 'ready' }, loaded: { places: reply.places, next: reply.next } };
  if (reply.kind === 'problem') return { state: { kind: 'failed', problem: reply.problem }, loaded: null };
  if (reply.kind !== 'place')
    return { state: { kind: 'failed', problem: { code: 'bad-answer', detail: null, notBefore: null } }, loaded: null };
  if (reply.place.kind !== kind) return { state: { kind: 'wrong-kind' }, loaded: NOTHING };
  return { state: { kind: 'ready' }, loaded: { places: [reply.place], next: null } };
}
