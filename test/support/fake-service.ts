/**
 * A place plans go, in memory, and a small destination for it that keeps the engine's promises the way the real ones
 * do: intent before create, link before the next request, a look before creating again.
 */
import * as v from 'valibot';
import type { DeliverablePlan, DeliveryContext, DeliveryResult, Destination, DestinationName, LinkState } from '../../sync/destination.ts';

const BaseSchema = v.object({ text: v.string(), isWriting: v.boolean() });

/** A service ends what it was asked for after this; then a create has happened or never will. */
const SETTLE_MS = 30_000;

export interface RemoteObject {
  readonly id: string;
  readonly marker: string;
  text: string;
}

export interface FakeService {
  readonly objects: RemoteObject[];
  /** Requests as they arrived: `create a/plan`, `look`, `update 3`. */
  readonly log: string[];
  /** What stands between extension and service; a test replaces it to cut, refuse or kill. */
  network: Network;
}

/** `arrive` makes the request happen at the service and gives its answer. */
export type Network = <T>(request: string, arrive: () => T) => Promise<T>;

export const calmNetwork: Network = async (_request, arrive) => arrive();

/** The connection broke; what happened at the service is unknown. */
export class NetworkError extends Error {}

/** The service answered with a failure that this plan causes each time. */
export class RefusedError extends Error {}

export function createFakeService(): FakeService {
  return { objects: [], log: [], network: calmNetwork };
}

export function createFakeDestination(name: DestinationName, service: FakeService): Destination {
  return { name, deliver: (context) => createDelivery(service, context)() };
}

function createDelivery(service: FakeService, { plan, links, now }: DeliveryContext): () => Promise<DeliveryResult> {
  const counts = { created: 0, updated: 0 };

  function ask<T>(request: string, arrive: () => T): Promise<T> {
    return service.network(request, () => {
      service.log.push(request);
      return arrive();
    });
  }

  async function create(key: string, text: string): Promise<void> {
    await links.put(key, { kind: 'intended', startedAt: now(), looks: 0 });
    const marker = markerOf(plan, key);
    const created = await ask(`create ${marker}`, () => {
      const object: RemoteObject = { id: String(service.objects.length + 1), marker, text };
      service.objects.push(object);
      return object;
    });
    counts.created += 1;
    await link(key, created.id, text);
  }

  async function link(key: string, id: string, text: string, isWriting = false): Promise<void> {
    await links.put(key, {
      kind: 'linked',
      remoteId: id,
      url: `https://service.example/${id}`,
      base: { text, isWriting },
      remoteEditedAt: null,
    });
  }

  async function settle(key: string, intent: Extract<LinkState, { kind: 'intended' }>, text: string): Promise<DeliveryResult | null> {
    const found = await ask('look', () => service.objects.find(({ marker }) => marker === markerOf(plan, key)));
    if (found) {
      await link(key, found.id, found.text);
      return found.text === text ? null : update(key, found.id, text, found.text);
    }
    const looks = intent.looks + 1;
    if (looks >= 2 && now() >= intent.startedAt + SETTLE_MS) {
      await create(key, text);
      return null;
    }
    await links.put(key, { ...intent, looks });
    return { kind: 'uncertain', notBefore: Math.max(now() + 5_000, intent.startedAt + SETTLE_MS) };
  }

  /** Noted before it is sent: should its answer be lost and the old text be wanted again, the old base would look true. */
  async function update(key: string, id: string, text: string, before: string): Promise<null> {
    await link(key, id, before, true);
    await ask(`update ${id}`, () => {
      const object = service.objects.find((it) => it.id === id);
      if (object) object.text = text;
    });
    counts.updated += 1;
    await link(key, id, text);
    return null;
  }

  async function bringTrue(key: string, text: string, state: LinkState | undefined): Promise<DeliveryResult | null> {
    if (!state) {
      await create(key, text);
      return null;
    }
    if (state.kind === 'intended') return settle(key, state, text);
    const base = v.parse(BaseSchema, state.base);
    return base.text === text && !base.isWriting ? null : update(key, state.remoteId, text, base.text);
  }

  return async () => {
    try {
      const known = await links.all();
      for (const [key, text] of desiredOf(plan)) {
        const stop = await bringTrue(key, text, known.get(key));
        if (stop) return stop;
      }
      return { kind: 'delivered', url: `https://service.example/${plan.id}`, counts };
    } catch (error) {
      if (error instanceof NetworkError) return { kind: 'try-later', reason: 'offline', notBefore: null };
      if (error instanceof RefusedError) return { kind: 'blocked', reason: 'refused', detail: error.message };
      throw error;
    }
  };
}

function markerOf(plan: DeliverablePlan, key: string): string {
  return `${plan.id}/${key}`;
}

/** What should be there, by key: the plan itself, then its steps in order. */
export function desiredOf(plan: DeliverablePlan): ReadonlyMap<string, string> {
  const steps = plan.steps.map((step, index): [string, string] => [step.id, `${index + 1}. ${step.text} [${step.status}]`]);
  return new Map([['plan', plan.outcome.text], ...steps]);
}

/** What is there of one plan, by key; more than one object with a marker shows as `text ×2`. */
export function remoteOf(service: FakeService, planId: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { marker, text } of service.objects) {
    if (!marker.startsWith(`${planId}/`)) continue;
    const key = marker.slice(planId.length + 1);
    found.set(key, found.has(key) ? `${text} ×2` : text);
  }
  return found;
}
