/**
 * The private record apart from everything else a view may ask of the world: the client’s screen is drawn without it,
 * so nothing on that screen could show any of it. Views ask through use-record-port.ts.
 */
import { createContext } from 'preact';
import type { RecordPort } from '../record-port.ts';

/** Called by the first view that needs it: a page that shows none of it loads none of it. */
export type LoadRecord = () => Promise<RecordPort>;

export const RecordContext = createContext<LoadRecord | null>(null);
