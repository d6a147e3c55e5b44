/**
 * The plan: everything a person has said, in their own words, and what they decided about it.
 * Plain readonly data. Every change is a function from one plan to the next (flow.ts, changes.ts);
 * what can be computed from the plan is computed, never stored beside it.
 */
import * as v from 'valibot';
import { type Due, DueSchema } from './due.ts';

/** The shape this code writes. A record with a higher number was made by a newer version and is left alone. */
export const PLAN_SCHEMA_VERSION = 1;

const text = v.string();
const words = v.nullable(v.string());
const id = v.pipe(v.string(), v.minLength(1));
const instant = v.string();

export const SettingsSchema = v.object({
  challengeScope: v.optional(v.picklist(['first', 'every', 'ask-me']), 'first'),
  smarter: v.optional(v.picklist(['offer', 'off', 'every']), 'offer'),
  scale: v.optional(v.picklist(['plan', 'step', 'off']), 'plan'),
  /** When `scale.up` comes by itself: after every number, only after a low one (6 or less), or never. */
  scaleUp: v.optional(v.picklist(['always', 'low', 'off']), 'always'),
  anythingElseOnce: v.optional(v.boolean(), true),
  echoLength: v.optional(v.picklist(['full', 'short']), 'full'),
  setup: v.optional(v.picklist(['off', 'like']), 'off'),
});

const PartSchema = v.object({ id, text, done: v.boolean() });

const IdeaSchema = v.object({
  id,
  text,
  label: words,
  /** The idea this one was named under (`need.of`), or null. */
  parent: v.nullable(id),
  /**
   * What the person decided about an idea that is in no step. Whether it is in a step is computed from
   * the steps (`ideaUse`), so the two can never disagree.
   */
  put: v.picklist(['open', 'later', 'not-needed', 'aside']),
  from: v.picklist(['purpose', 'plan', 'action', 'check-in']),
});

const ChallengeSchema = v.object({ id, text, then: words, promoted: v.boolean() });

const CheckSchema = v.object({
  at: instant,
  answer: v.nullable(v.picklist(['done', 'partly', 'not-done', 'something-else'])),
  text: words,
  /** Answer to `check.now`, whatever it became. */
  now: words,
});

const ScaleSchema = v.object({ value: v.nullable(v.number()), why: words, up: words });

const StepSchema = v.object({
  id,
  idea: v.nullable(id),
  text,
  label: words,
  note: words,
  parts: v.array(PartSchema),
  /** The step before or after it in the order that it can happen alongside. */
  alongside: v.nullable(id),
  due: v.nullable(DueSchema),
  challenges: v.array(ChallengeSchema),
  smarter: v.object({
    specific: words,
    measure: words,
    achievable: v.nullable(v.picklist(['yes', 'no'])),
    relevant: words,
    evaluate: v.nullable(DueSchema),
  }),
  commitment: v.object({
    answer: v.nullable(v.picklist(['yes', 'if', 'not-yet'])),
    condition: words,
  }),
  /** Set when the person says that someone else does this step; opens `own.part`. */
  someoneElse: v.boolean(),
  ownPart: words,
  scale: v.nullable(ScaleSchema),
  status: v.picklist(['open', 'done', 'partly', 'not-done', 'left-out']),
  doneAt: v.nullable(instant),
  links: v.array(v.object({ url: text, title: text })),
  checks: v.array(CheckSchema),
});

/** One step as it was when the person said "This is my plan": what destinations show. */
const ConfirmedStepSchema = v.object({
  id,
  text,
  label: words,
  due: v.nullable(DueSchema),
  parts: v.array(v.object({ id, text })),
  alongside: v.nullable(id),
  measure: words,
  ifThen: v.nullable(v.object({ challenge: text, then: text })),
});

const ConfirmedSchema = v.object({
  outcome: v.object({ text, label: words }),
  steps: v.array(ConfirmedStepSchema),
  review: v.nullable(v.object({ date: v.nullable(DueSchema), with: words })),
  view: v.picklist(['list', 'flow', 'map', 'paper']),
});

export const PlanSchema = v.object({
  schemaVersion: v.literal(PLAN_SCHEMA_VERSION),
  id,
  mode: v.picklist(['solo', 'coach']),
  voice: v.picklist(['I', 'you']),
  language: text,
  timeZone: text,
  client: words,
  settings: SettingsSchema,
  /** Answer to `setup.like`; kept with the plan, in the plan file only. */
  setup: words,
  situation: words,
  outcome: v.object({
    text,
    label: words,
    /** Answers to `outcome.more`: further words of the outcome, shown under it. */
    more: v.array(text),
    /** Earlier wordings, oldest first: the person's first words. */
    history: v.array(v.object({ text, at: instant })),
  }),
  ideas: v.array(IdeaSchema),
  /** In the order the person chose. Steps set aside stay in their place with status `left-out`. */
  steps: v.array(StepSchema),
  motivation: v.object({
    answer: v.nullable(v.picklist(['yes', 'unsure', 'not-as-it-is'])),
    why: words,
    unsure: words,
  }),
  view: v.nullable(v.picklist(['list', 'flow', 'map', 'paper'])),
  enough: v.object({
    answer: v.nullable(v.picklist(['it-happens', 'more-needed'])),
    text: words,
  }),
  review: v.nullable(v.object({ date: v.nullable(DueSchema), with: words })),
  scale: ScaleSchema,
  contract: words,
  tell: words,
  outcomeReached: v.nullable(v.picklist(['yes', 'partly', 'not-yet'])),
  /** Earlier wordings of ideas and steps, oldest first: an edit takes no words away. */
  earlier: v.array(v.object({ of: id, text, at: instant })),
  /** Ideas still to be asked about after the outcome changed, in the order given. */
  rebase: v.array(id),
  /** Date warnings the person chose to keep, so that they are not shown again for the same date. */
  keptWarnings: v.array(v.object({ step: id, kind: v.picklist(['past', 'order', 'crowded']), date: text })),
  /** Instance key → how it was left. The flow is computed from this and the rest of the plan. */
  asked: v.record(v.string(), v.picklist(['answered', 'skipped', 'closed'])),
  /** Every answer given, in the order given; Back walks it. `ref` is what the answer created. */
  path: v.array(v.object({ key: text, ref: v.nullable(text) })),
  owned: v.nullable(v.object({ by: v.picklist(['person', 'client']), at: instant, version: v.number(), content: ConfirmedSchema })),
  confirmations: v.array(v.object({ version: v.number(), at: instant, by: v.picklist(['person', 'client']) })),
  archivedAt: v.nullable(instant),
  /** Raised by one at every write; a write names the revision it has seen. */
  revision: v.number(),
  createdAt: instant,
  updatedAt: instant,
});

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

export type Plan = DeepReadonly<v.InferOutput<typeof PlanSchema>>;
export type { Due };
export type Settings = DeepReadonly<v.InferOutput<typeof SettingsSchema>>;
export type Idea = Plan['ideas'][number];
export type Step = Plan['steps'][number];
export type Challenge = Step['challenges'][number];
export type StepStatus = Step['status'];
export type View = NonNullable<Plan['view']>;
export type Confirmed = NonNullable<Plan['owned']>['content'];
export type ConfirmedStep = Confirmed['steps'][number];

/** What a change needs from outside: the instant (ISO, UTC), and fresh ids. */
export interface ChangeContext {
  readonly now: string;
  readonly newId: () => string;
}

export interface NewPlan {
  readonly mode?: Plan['mode'];
  readonly voice?: Plan['voice'];
  readonly language: string;
  readonly timeZone: string;
  readonly client?: string | null;
  readonly settings?: Partial<Settings>;
}

/** An empty plan at the first question. */
export function createPlan(options: NewPlan, { now, newId }: ChangeContext): Plan {
  const mode = options.mode ?? 'solo';
  return {
    schemaVersion: PLAN_SCHEMA_VERSION,
    id: newId(),
    mode,
    voice: options.voice ?? (mode === 'coach' ? 'you' : 'I'),
    language: options.language,
    timeZone: options.timeZone,
    client: options.client ?? null,
    settings: {
      challengeScope: 'first',
      smarter: 'offer',
      scale: 'plan',
      scaleUp: 'always',
      anythingElseOnce: true,
      echoLength: 'full',
      setup: 'off',
      ...options.settings,
    },
    setup: null,
    situation: null,
    outcome: { text: '', label: null, more: [], history: [] },
    ideas: [],
    steps: [],
    motivation: { answer: null, why: null, unsure: null },
    view: null,
    enough: { answer: null, text: null },
    review: null,
    scale: { value: null, why: null, up: null },
    contract: null,
    tell: null,
    outcomeReached: null,
    earlier: [],
    rebase: [],
    keptWarnings: [],
    asked: {},
    path: [],
    owned: null,
    confirmations: [],
    archivedAt: null,
    revision: 0,
    createdAt: now,
    updatedAt: now,
  };
}

/** The steps that count: those not set aside. */
export function activeSteps(plan: Plan): readonly Step[] {
  return plan.steps.filter((step) => step.status !== 'left-out');
}

/** A question asks for one of a thousand steps again and again: each list is indexed once, when first asked. */
const stepsById = new WeakMap<Plan['steps'], ReadonlyMap<string, Step>>();
const ideasById = new WeakMap<Plan['ideas'], ReadonlyMap<string, Idea>>();

function indexOf<Of extends { readonly id: string }>(
  list: readonly Of[],
  known: WeakMap<readonly Of[], ReadonlyMap<string, Of>>,
): ReadonlyMap<string, Of> {
  const index = known.get(list) ?? new Map(list.map((it) => [it.id, it]));
  known.set(list, index);
  return index;
}

export function findStep(plan: Plan, stepId: string): Step | undefined {
  return indexOf(plan.steps, stepsById).get(stepId);
}

export function findIdea(plan: Plan, ideaId: string): Idea | undefined {
  return indexOf(plan.ideas, ideasById).get(ideaId);
}

/**
 * Where an idea is now: `open`, a step's id, `part:` and a step's id, `later`, `not-needed` or `aside`
 * (the words of the plan file's `use`).
 */
export function ideaUse(plan: Plan, idea: Idea): string {
  if (idea.put !== 'open') return idea.put;
  const own = plan.steps.find((step) => step.status !== 'left-out' && step.idea === idea.id);
  if (own) return own.id;
  const holder = plan.steps.find((step) => step.status !== 'left-out' && step.parts.some((part) => part.id === idea.id));
  return holder ? `part:${holder.id}` : 'open';
}

/** Ideas that are in no step of the order and about which nothing was decided: what `first` and `next` offer. */
export function openIdeas(plan: Plan): readonly Idea[] {
  const used = new Set<string>();
  for (const step of activeSteps(plan)) {
    if (step.idea !== null) used.add(step.idea);
    for (const part of step.parts) used.add(part.id);
  }
  return plan.ideas.filter((idea) => idea.put === 'open' && !used.has(idea.id));
}

/** The challenge whose if–then is shown with the step elsewhere: the person's choice, else the first there is. */
export function promotedChallenge(step: Step): Challenge | undefined {
  const answered = step.challenges.filter((challenge) => challenge.then !== null);
  return answered.find((challenge) => challenge.promoted) ?? answered[0];
}

/** The one if–then that is shown with the step elsewhere. */
export function promotedIfThen(step: Step): { readonly challenge: string; readonly then: string } | null {
  const chosen = promotedChallenge(step);
  return chosen && chosen.then !== null ? { challenge: chosen.text, then: chosen.then } : null;
}

/** What the person confirms with `own`, and what destinations show until the next confirmation. */
export function confirmedContent(plan: Plan): Confirmed {
  return {
    outcome: { text: plan.outcome.text, label: plan.outcome.label },
    steps: activeSteps(plan).map((step) => ({
      id: step.id,
      text: step.text,
      label: step.label,
      due: step.due,
      parts: step.parts.map((part) => ({ id: part.id, text: part.text })),
      alongside: step.alongside,
      measure: step.smarter.measure,
      ifThen: promotedIfThen(step),
    })),
    review: plan.review,
    view: plan.view ?? 'list',
  };
}
