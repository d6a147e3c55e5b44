/**
 * Plan files: export, import, hand-over and backup in one format. Reading is total: whatever the text is, it ends in
 * plans, in a reason per plan, or in one of two words about the whole file.
 */
import * as v from 'valibot';
import type { Plan } from './plan.ts';
import { type FileDefaults, toPlan } from './plan-file-read.ts';
import { type FilePlan, FilePlanSchema } from './plan-file-schema.ts';
import { type ExportHow, toFilePlan } from './plan-file-write.ts';
import { storedAnswer } from './words.ts';

export type { ExportHow, FileDefaults };

export const PLAN_FILE_FORMAT = 'slightly-clean/plan';
export const PLAN_FILE_VERSION = 1;

/** What is wrong with a field. The interface has a sentence for each. */
const WHYS = [
  'missing',
  'empty',
  'too-long',
  'not-text',
  'not-a-number',
  'not-yes-or-no',
  'not-a-list',
  'not-an-object',
  'not-a-choice',
  'not-a-day',
  'not-a-time',
  'not-a-zone',
  'no-zone',
  'not-an-instant',
  'not-a-language',
  'out-of-range',
  'twice',
] as const;

export type WhyWrong = (typeof WHYS)[number];

/** Nothing of this plan was taken. */
export interface WrongPlan {
  /** The plan's outcome, or its id, or its place in the file counted from 1. */
  readonly plan: string;
  /** The path of the field, as `steps[2].due.date`; empty where the plan as a whole is meant. */
  readonly field: string;
  readonly why: WhyWrong;
}

export type PlanFileContent =
  | {
      readonly kind: 'plans';
      readonly plans: readonly Plan[];
      /** Ids of those that do not say when they were changed. */
      readonly undated: ReadonlySet<string>;
      readonly rejected: readonly WrongPlan[];
    }
  | { readonly kind: 'not-a-plan-file' }
  | { readonly kind: 'newer' };

/** The text of a file with these plans, laid out for people to read. */
export function writePlanFile(plans: readonly Plan[], how: ExportHow): string {
  const file = { format: PLAN_FILE_FORMAT, version: PLAN_FILE_VERSION, plans: plans.map((plan) => toFilePlan(plan, how)) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const FileSchema = v.object({ format: v.literal(PLAN_FILE_FORMAT), version: v.number(), plans: v.array(v.unknown()) });
const HeadSchema = v.object({ format: v.literal(PLAN_FILE_FORMAT), version: v.pipe(v.number(), v.gtValue(PLAN_FILE_VERSION)) });

export function readPlanFile(text: string, defaults: FileDefaults): PlanFileContent {
  const content = parseJson(text);
  if (v.is(HeadSchema, content)) return { kind: 'newer' };
  const file = v.safeParse(FileSchema, content);
  if (!file.success || file.output.version !== PLAN_FILE_VERSION) return { kind: 'not-a-plan-file' };
  const plans: Plan[] = [];
  const rejected: WrongPlan[] = [];
  const ids = new Set<string>();
  const undated = new Set<string>();
  for (const [index, given] of file.output.plans.entries()) {
    const read = readPlan(given, ids);
    if (read.kind === 'wrong') {
      rejected.push({ plan: nameOf(given) ?? String(index + 1), field: read.field, why: read.why });
      continue;
    }
    plans.push(toPlan(read.plan, defaults));
    if (read.plan.updatedAt === null) undated.add(read.plan.id);
  }
  return { kind: 'plans', plans, undated, rejected };
}

/** Undefined for what is no JSON. Some editors put a byte order mark in front. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

type Read = { readonly kind: 'read'; readonly plan: FilePlan } | ({ readonly kind: 'wrong' } & Pick<WrongPlan, 'field' | 'why'>);

function readPlan(given: unknown, ids: Set<string>): Read {
  const parsed = v.safeParse(FilePlanSchema, given, { abortEarly: true });
  if (!parsed.success) return { kind: 'wrong', ...wrongIn(parsed.issues[0]) };
  const twice = ids.has(parsed.output.id) ? 'id' : sameIdIn(parsed.output);
  if (twice !== null) return { kind: 'wrong', field: twice, why: 'twice' };
  ids.add(parsed.output.id);
  return { kind: 'read', plan: parsed.output };
}

/** Only what the person can recognise it by. */
function nameOf(given: unknown): string | null {
  const outcome = v.safeParse(v.object({ outcome: v.object({ text: v.string() }) }), given);
  const words = outcome.success ? storedAnswer(outcome.output.outcome.text) : '';
  if (words !== '') return words;
  const named = v.safeParse(v.object({ id: v.string() }), given);
  return named.success && named.output.id !== '' ? named.output.id : null;
}

// --- What is wrong ------------------------------------------------------------------------------------------------

function wrongIn(issue: v.BaseIssue<unknown>): Pick<WrongPlan, 'field' | 'why'> {
  const field = pathOf(issue.path ?? []);
  const why = whyOf(issue);
  // Of the outcome as a whole only its words are required.
  return { field: field === 'outcome' && why === 'missing' ? 'outcome.text' : field, why };
}

function pathOf(path: readonly { readonly key: unknown }[]): string {
  return path.reduce((field, { key }) => {
    if (typeof key === 'number') return `${field}[${key}]`;
    return field === '' ? String(key) : `${field}.${String(key)}`;
  }, '');
}

function whyOf({ kind, type, received, message }: v.BaseIssue<unknown>): WhyWrong {
  if (kind !== 'schema') return WHYS.find((why) => why === message) ?? 'not-a-choice';
  if (received === 'undefined') return 'missing';
  switch (type) {
    case 'string':
      return 'not-text';
    case 'number':
      return 'not-a-number';
    case 'boolean':
      return 'not-yes-or-no';
    case 'array':
      return 'not-a-list';
    case 'object':
    case 'record':
      return 'not-an-object';
    default:
      return 'not-a-choice';
  }
}

/** Where an idea's or a step's id stands for the second time; null when each stands once. */
function sameIdIn({ ideas, steps }: FilePlan): string | null {
  return (
    firstTwice((ideas ?? []).map(({ id }, index) => ({ id, field: `ideas[${index}].id` }))) ??
    firstTwice(steps.map(({ id }, index) => ({ id, field: `steps[${index}].id` })))
  );
}

interface Placed {
  readonly id: string | null;
  readonly field: string;
}

function firstTwice(placed: readonly Placed[]): string | null {
  const seen = new Set<string>();
  for (const { id, field } of placed) {
    if (id === null) continue;
    if (seen.has(id)) return field;
    seen.add(id);
  }
  return null;
}
