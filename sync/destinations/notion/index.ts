/**
 * Notion as a destination: one page per plan, its steps as to-dos. One delivery compares the plan with what the page
 * last had, writes the differences and stores every answer before the next request.
 *
 *   page there? ▶ read it ▶ settle what went unanswered ▶ confirm what was created ▶ bring page and steps true ▶ confirm
 */
import * as v from 'valibot';
import type { NotionConnection } from '../../connection.ts';
import type { DeliveryContext, DeliveryResult, Destination, Fetch } from '../../destination.ts';
import { adoptBlocks, settlePending } from './adopt.ts';
import { createNotionClient, type NotionClient } from './client.ts';
import { isSameStep, type PageBase, PageBaseSchema, pageValues, planToPage, sentStep, type StepBase, StepBaseSchema } from './mapping.ts';
import { confirmPage, emptyPageBase, ensurePage, isSamePage, readPage, writePageValues } from './page.ts';
import { homeOf, type Run } from './run.ts';
import { bringStepsTrue, confirmSteps, removeDropped } from './steps.ts';

export interface NotionDestinationOptions {
  readonly fetch: Fetch;
  readonly token: string;
  readonly connection: NotionConnection;
}

export function createNotionDestination({ fetch, token, connection }: NotionDestinationOptions): Destination {
  return {
    name: 'notion',
    async deliver(context) {
      const run = await startRun(createNotionClient({ fetch, token, now: context.now, signal: context.signal }), connection, context);
      if (run === null) return { kind: 'blocked', reason: 'target-missing', detail: null };
      return hasWork(run) ? work(run) : delivered(run);
    },
  };
}

async function work(run: Run): Promise<DeliveryResult> {
  const stop = (await ensurePage(run)) ?? (await readPage(run));
  if (stop !== null) return stop;
  await adoptBlocks(run);
  return (
    (await settlePending(run)) ??
    // Before anything is changed: only while both still say the same can one be known for a copy of the other.
    (await confirmPage(run)) ??
    (await confirmSteps(run)) ??
    (await writePageValues(run)) ??
    (await bringStepsTrue(run)) ??
    (await removeDropped(run)) ??
    (await confirmSteps(run)) ??
    (run.gone.length > 0 ? { kind: 'blocked', reason: 'target-gone', detail: run.gone.join('\n') } : delivered(run))
  );
}

async function startRun(client: NotionClient, connection: NotionConnection, context: DeliveryContext): Promise<Run | null> {
  if (connection.target === null) return null;
  const home = homeOf(connection.target);
  const run: Run = {
    client,
    context,
    accountId: connection.account.id,
    home,
    desired: planToPage(context.plan),
    page: null,
    pageIntent: null,
    remote: null,
    steps: new Map(),
    children: [],
    isReadStale: false,
    gone: [],
    created: 0,
    updated: 0,
  };
  for (const [key, state] of await context.links.all()) {
    if (key !== 'plan') {
      const base = state.kind === 'linked' ? readStepBase(state.base) : null;
      if (state.kind === 'linked' && base !== null) run.steps.set(key, { remoteId: state.remoteId, base });
    } else if (state.kind === 'intended') {
      run.pageIntent = state;
    } else {
      run.page = { remoteId: state.remoteId, url: state.url, base: readPageBase(state.base) ?? emptyPageBase(home.parentId) };
    }
  }
  return inItsOwnHome(run);
}

/** A plan stays where its page was made; the mapping of a place chosen later says nothing about it. */
function inItsOwnHome(run: Run): Run {
  const { page } = run;
  if (page === null || page.base.parentId === run.home.parentId) return run;
  // Whether a resend made a second page there can no longer be asked for without knowing what kind of place it is.
  return { ...run, page: { ...page, base: { ...page.base, isConfirmed: true } }, home: { parentId: page.base.parentId, mapping: null } };
}

function readPageBase(base: unknown): PageBase | null {
  const parsed = v.safeParse(PageBaseSchema, base);
  return parsed.success ? parsed.output : null;
}

function readStepBase(base: unknown): StepBase | null {
  const parsed = v.safeParse(StepBaseSchema, base);
  return parsed.success ? parsed.output : null;
}

function delivered({ page, created, updated }: Run): DeliveryResult {
  return { kind: 'delivered', url: page?.url ?? null, counts: { created, updated } };
}

/** Links are all it takes to know that nothing has changed: then nothing is asked at all. */
function hasWork({ page, steps, desired, home }: Run): boolean {
  if (page === null || page.base.sent === null || !page.base.isRead || !page.base.isConfirmed || page.base.pending !== null) return true;
  if (page.base.writing !== null || !isSamePage(pageValues(desired, home.mapping), page.base.sent)) return true;
  const stepIds = new Set(desired.steps.map(({ stepId }) => stepId));
  if ([...steps].some(([stepId, { base }]) => !stepIds.has(stepId) && !base.isDropped)) return true;
  return desired.steps.some((step, order) => {
    const base = steps.get(step.stepId)?.base;
    return (
      base === undefined ||
      !base.isConfirmed ||
      base.isDropped ||
      base.writing !== null ||
      base.sent.order !== order ||
      !isSameStep(sentStep(step, order), base.sent)
    );
  });
}
