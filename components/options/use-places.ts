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
  /** Whether what is shown answers what stands in the field. While it does not, nothing may be chosen by Enter. */
  readonly isCurrent: boolean;
  /** Asks at once for what stands in the field. An address that leads to one place gives it. */
  readonly settle: () => Promise<PlaceOption | null>;
  readonly more: () => void;
  readonly refresh: () => void;
}

interface Loaded {
  /** What was asked for. */
  readonly words: string;
  readonly places: readonly PlaceOption[];
  readonly next: string | null;
}

const NOTHING: Loaded = { words: '', places: [], next: null };

export function usePlaces(source: PlaceSource): Places {
  const port = useApp();
  const [query, setQuery] = useState('');
  const [state, setState] = useState<State>({ kind: 'loading' });
  const [loaded, setLoaded] = useState<Loaded>(NOTHING);
  const newest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const load = async (words: string, after: Loaded): Promise<Loaded | null> => {
    newest.current += 1;
    const turn = newest.current;
    setState({ kind: 'loading' });
    const reply = await port.ask(requestFor(source, words, after.next));
    // A slower answer to an older question is not news any more.
    if (turn !== newest.current) return null;
    const read = readReply(reply, source.kind);
    setState(read.state);
    if (!read.found) return null;
    const now = { words, places: [...after.places, ...read.found.places], next: read.found.next };
    setLoaded(now);
    return now;
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
  const settle = async (): Promise<PlaceOption | null> => {
    clearTimeout(timer.current);
    const found = await load(query, NOTHING);
    const only = isAddress(query) && found?.places.length === 1 ? found.places[0] : undefined;
    return only ?? null;
  };
  const isAnsweredHere = source.isFilteredHere && !isAddress(query) && !isAddress(loaded.words);
  return {
    state,
    isCurrent: state.kind === 'ready' && (isAnsweredHere || loaded.words === query),
    settle,
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
  readonly found: Omit<Loaded, 'words'> | null;
}

function readReply(reply: Reply, kind: PlaceOption['kind']): Read {
  if (reply.kind === 'problem') return { state: { kind: 'failed', problem: reply.problem }, found: null };
  if (reply.kind !== 'place' && reply.kind !== 'places') {
    return { state: { kind: 'failed', problem: { code: 'bad-answer', detail: null, notBefore: null } }, found: null };
  }
  const given = reply.kind === 'place' ? [reply.place] : reply.places;
  // An address can stand for more than is asked for here: a card is on a board and in a list.
  const places = given.filter((place) => place.kind === kind);
  const next = reply.kind === 'places' ? reply.next : null;
  return { state: { kind: given.length > 0 && places.length === 0 ? 'wrong-kind' : 'ready' }, found: { places, next } };
}
