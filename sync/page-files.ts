/** Plans as files: the export, import, hand-over and backup format. Loaded when a person asks for it. */
import { fileNameOf } from '../plan/file-name.ts';
import { mergePlans } from '../plan/merge.ts';
import type { Plan } from '../plan/plan.ts';
import { type ExportHow, readPlanFile, type WhyWrong, writePlanFile } from '../plan/plan-file.ts';
import type { Database } from '../storage/database.ts';
import { newestFirst } from '../storage/plan-list.ts';
import { createPlanRecord, readAllPlans, readPlan } from '../storage/plans.ts';
import type { PagePlansDeps } from './page-plans.ts';
import { changePlanAndEnqueue } from './submit-plan.ts';

export type { ExportHow };

/** Why nothing of one plan in a file was taken: its words or id, the field by its path, and what is wrong with it. */
export interface RejectedPlan {
  readonly plan: string;
  /** Empty where it is the plan as a whole. */
  readonly field: string;
  /** `newer-here`, `damaged-here`: the plan with this id on this device cannot be changed. */
  readonly why: WhyWrong | 'newer-here' | 'damaged-here';
}

export interface ImportedPlan {
  readonly planId: string;
  readonly outcome: string;
  readonly how: 'added' | 'merged' | 'unchanged';
}

export type ImportedPlans =
  | { readonly kind: 'imported'; readonly plans: readonly ImportedPlan[]; readonly rejected: readonly RejectedPlan[] }
  /** Not JSON, or no plan file at all. */
  | { readonly kind: 'not-a-plan-file' }
  /** Written by a newer version of the format. */
  | { readonly kind: 'newer' }
  /** `plans` are there; of the others nothing is. */
  | { readonly kind: 'storage-full'; readonly plans: readonly ImportedPlan[] };

export interface PlanFile {
  readonly name: string;
  readonly text: string;
}

export interface ImportOptions {
  /** What Undo calls it, where a plan that is here has changed. */
  readonly undo: string;
}

export function createPageFiles(deps: PagePlansDeps) {
  const { db, now, timeZone } = deps;
  return {
    /** Null when a plan is not there any more or cannot be read, or when there is none at all. */
    async exportPlans(planIds: readonly string[] | 'all', how: ExportHow): Promise<PlanFile | null> {
      const plans = planIds === 'all' ? await readAll(db) : await readThese(db, planIds);
      if (plans === null || plans.length === 0) return null;
      const day = localDay(now(), timeZone);
      const [only, ...more] = planIds === 'all' ? [] : plans;
      const name = only && more.length === 0 ? `${titleOfFile(only)} ${day}.plan.json` : `slightly-clean-plans-${day}.json`;
      return { name, text: writePlanFile(plans, how) };
    },

    async importPlans(text: string, { undo }: ImportOptions): Promise<ImportedPlans> {
      const content = readPlanFile(text, { now: now(), language: deps.language(), timeZone });
      if (content.kind !== 'plans') return content;
      const plans: ImportedPlan[] = [];
      const rejected: RejectedPlan[] = [...content.rejected];
      for (const plan of content.plans) {
        const taken = await takePlan({ plan, isUndated: content.undated.has(plan.id), undo }, deps);
        if (taken.kind === 'storage-full') return { kind: 'storage-full', plans };
        if (taken.kind === 'rejected') rejected.push({ plan: plan.outcome.text || plan.id, field: '', why: taken.why });
        else plans.push({ planId: plan.id, outcome: taken.outcome, how: taken.kind });
      }
      return { kind: 'imported', plans, rejected };
    },
  };
}

// --- Out ----------------------------------------------------------------------------------------------------------

/** Newest change first. What cannot be read stays where it is and does not keep the others from being saved. */
async function readAll(db: Database): Promise<readonly Plan[]> {
  return (await readAllPlans(db)).toSorted(newestFirst);
}

async function readThese(db: Database, planIds: readonly string[]): Promise<readonly Plan[] | null> {
  const found: Plan[] = [];
  for (const id of planIds) {
    const stored = await readPlan(db, id);
    if (stored.kind !== 'found') return null;
    found.push(stored.value);
  }
  return found;
}

function titleOfFile({ outcome, situation }: Plan): string {
  return fileNameOf(outcome.label ?? (outcome.text || situation || ''), 'plan');
}

function localDay(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

// --- In -----------------------------------------------------------------------------------------------------------

type Taken =
  | { readonly kind: ImportedPlan['how']; readonly outcome: string }
  | { readonly kind: 'rejected'; readonly why: RejectedPlan['why'] }
  | { readonly kind: 'storage-full' };

interface FromFile extends ImportOptions {
  readonly plan: Plan;
  readonly isUndated: boolean;
}

/** One transaction: the plan is here with all that belongs to it, or as it was. */
async function takePlan(from: FromFile, deps: PagePlansDeps): Promise<Taken> {
  const { plan } = from;
  const { db, timeZone, announce } = deps;
  const screen = plan.owned === null ? 'question' : 'plan';
  const created = await createPlanRecord(db, inUtc(plan), { place: { planId: plan.id, at: null, screen }, timeZone });
  switch (created.kind) {
    case 'storage-full':
      return created;
    case 'exists':
      return mergeIn(from, deps);
    case 'created':
      announce({ kind: 'plans' });
      return { kind: 'added', outcome: plan.outcome.text };
  }
}

async function mergeIn(from: FromFile, deps: PagePlansDeps): Promise<Taken> {
  const { plan, isUndated, undo } = from;
  const { db, now, timeZone, announce, nudge } = deps;
  let isChanged = false;
  const merge = (here: Plan): Plan => {
    const merged = mergePlans(here, plan, isUndated);
    isChanged = merged !== here;
    return merged;
  };
  const { changed, enqueued } = await changePlanAndEnqueue(db, plan.id, merge, { now: now(), timeZone, undoLabel: undo });
  switch (changed.kind) {
    case 'storage-full':
      return changed;
    case 'newer':
      return { kind: 'rejected', why: 'newer-here' };
    case 'missing': // taken off this device in this very moment
      return takePlan(from, deps);
    case 'unreadable':
    case 'behind':
      return { kind: 'rejected', why: 'damaged-here' };
    case 'changed':
      break;
  }
  const { outcome, revision } = changed.plan;
  if (!isChanged) return { kind: 'unchanged', outcome: outcome.text };
  announce({ kind: 'plan', planId: plan.id, revision });
  if (enqueued.length > 0) {
    announce({ kind: 'outbox', planId: plan.id });
    nudge();
  }
  return { kind: 'merged', outcome: outcome.text };
}

/** Lists of plans are sorted by these texts. */
function inUtc(plan: Plan): Plan {
  const utc = (instant: string): string => new Date(instant).toISOString();
  return { ...plan, createdAt: utc(plan.createdAt), updatedAt: utc(plan.updatedAt) };
}
