/**
 * Tells the other windows and the worker that something stored has changed. A hint, never the data: whoever hears
 * it reads the database. Losing one is safe, because every window reads when it opens.
 */
import * as v from 'valibot';

const CHANNEL = 'slightly-clean';

const destination = v.picklist(['notion', 'trello']);

const ChangeSchema = v.variant('kind', [
  v.object({ kind: v.literal('plan'), planId: v.string(), revision: v.number() }),
  /** `from` names the window that typed, so that it can tell its own echo. */
  v.object({ kind: v.literal('draft'), planId: v.string(), key: v.string(), from: v.string() }),
  v.object({ kind: v.literal('outbox'), planId: v.string() }),
  v.object({ kind: v.literal('connection'), destination }),
  v.object({ kind: v.literal('plans') }),
  v.object({ kind: v.literal('preferences') }),
]);

export type Change = v.InferOutput<typeof ChangeSchema>;

export interface ChangesChannel {
  readonly announce: (change: Change) => void;
  /** Returns how to stop listening. A channel does not hear what it announced itself. */
  readonly listen: (listener: (change: Change) => void) => () => void;
  readonly close: () => void;
}

export function openChangesChannel(): ChangesChannel {
  if (typeof BroadcastChannel === 'undefined') return { announce: () => undefined, listen: () => () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(CHANNEL);
  return {
    announce: (change) => channel.postMessage(change),
    listen: (listener) => {
      const onMessage = ({ data }: MessageEvent<unknown>): void => {
        const parsed = v.safeParse(ChangeSchema, data);
        if (parsed.success) listener(parsed.output);
      };
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
    close: () => channel.close(),
  };
}
