/** Plans as the product can come to store them, with any words: for properties of everything that reads or writes plans. */
import fc from 'fast-check';
import { confirmedContent, type Due, type Idea, type Plan, type Step } from '../../plan/plan.ts';
import { storedAnswer } from '../../plan/words.ts';

const SOME_WORDS = ['Ask Sam', 'a\nb', 'غدًا', '明日やる', 'Größe', '"{}" \\ </script>', 'done', 'é', '\uFFFD', '👩‍👩‍👧 go', '__proto__'];

/** A stored answer. The same words come again and again, as in life. */
export const answers: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...SOME_WORDS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }) },
  )
  .map((typed) => storedAnswer(typed) || 'x');

const words = fc.option(answers, { nil: null });
const choice = <const Choice extends string>(...choices: readonly Choice[]): fc.Arbitrary<Choice | null> =>
  fc.option(fc.constantFrom(...choices), { nil: null });
const instants: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 900 })
  .map((hour) => new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000).toISOString());

const dates = fc.integer({ min: 0, max: 500 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
const dues: fc.Arbitrary<Due> = fc.oneof(
  dates.map((date) => ({ date })),
  fc.record({
    date: dates,
    time: fc.constantFrom('00:00', '09:30', '23:59'),
    timeZone: fc.constantFrom('Europe/Berlin', 'Asia/Tokyo', 'UTC'),
  }),
);
const maybeDue = fc.option(dues, { nil: null });
const scales = fc.record({ value: fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }), why: words, up: words });

interface Seeds {
  readonly ideas: readonly { readonly idea: Omit<Idea, 'id' | 'parent' | 'label'>; readonly under: number }[];
  readonly steps: readonly {
    readonly step: Omit<Step, 'id' | 'idea' | 'parts' | 'alongside' | 'label'>;
    readonly use: number;
    readonly isBeside: boolean;
  }[];
  readonly parts: readonly { readonly idea: number; readonly step: number; readonly done: boolean }[];
}

const ideaSeeds = fc.record({
  idea: fc.record({
    text: answers,
    put: fc.constantFrom<Idea['put']>('open', 'open', 'open', 'later', 'not-needed', 'aside'),
    from: fc.constantFrom<Idea['from']>('purpose', 'plan', 'action', 'check-in'),
  }),
  under: fc.nat(12),
});

const challenges = (stepNo: string) =>
  fc
    .array(fc.record({ text: answers, then: words, promoted: fc.boolean() }), { maxLength: 2 })
    .map((all) =>
      all.map((it, index) => ({ id: `${stepNo}-c${index}`, text: it.text, then: it.then, promoted: it.promoted && index === 0 })),
    );

const stepSeeds = (name: string) =>
  fc.record({
    step: fc.record({
      text: answers,
      note: words,
      due: maybeDue,
      challenges: challenges(name),
      smarter: fc.record({ specific: words, measure: words, achievable: choice('yes', 'no'), relevant: words, evaluate: maybeDue }),
      commitment: fc.record({ answer: choice('yes', 'if', 'not-yet'), condition: words }),
      someoneElse: fc.boolean(),
      ownPart: words,
      scale: fc.option(scales, { nil: null }),
      status: fc.constantFrom<Step['status']>('open', 'done', 'partly', 'not-done', 'left-out'),
      doneAt: fc.option(instants, { nil: null }),
      links: fc.uniqueArray(
        fc.record({ url: fc.constantFrom('https://a.example', 'https://b.example'), title: fc.oneof(answers, fc.constant('')) }),
        {
          selector: ({ url }) => url,
        },
      ),
      checks: fc.uniqueArray(
        fc.record({ at: instants, answer: choice('done', 'partly', 'not-done', 'something-else'), text: words, now: words }),
        {
          maxLength: 2,
          selector: ({ at }) => at,
        },
      ),
    }),
    use: fc.nat(15),
    isBeside: fc.boolean(),
  });

/** Ids that two plans share, so that copies of one plan meet. */
function seeds(): fc.Arbitrary<Seeds> {
  return fc.record({
    ideas: fc.array(ideaSeeds, { maxLength: 5 }),
    steps: fc.integer({ min: 0, max: 4 }).chain((n) => fc.tuple(...Array.from({ length: n }, (_, index) => stepSeeds(`s${index}`)))),
    parts: fc.array(fc.record({ idea: fc.nat(4), step: fc.nat(4), done: fc.boolean() }), { maxLength: 2 }),
  });
}

/** Some answers have a short form: their first word. */
function labelOf(text: string): string | null {
  return text.length % 2 === 0 ? (text.split(/\s/)[0] ?? null) || null : null;
}

/** Ideas hang under earlier ones; each is used at most once; marks join neighbours. */
function assemble({ ideas, steps, parts }: Seeds): Pick<Plan, 'ideas' | 'steps'> {
  const made: readonly Idea[] = ideas.map(({ idea, under }, index) => ({
    id: `i${index}`,
    label: labelOf(idea.text),
    parent: under < index ? `i${under}` : null,
    ...idea,
  }));
  const used = new Set<string>();
  const take = (at: number): Idea | null => {
    const idea = made[at];
    if (!idea || idea.put !== 'open' || used.has(idea.id)) return null;
    used.add(idea.id);
    return idea;
  };
  const placed = steps.map(
    ({ step, use }, index): Step => ({
      id: `s${index}`,
      idea: take(use)?.id ?? null,
      label: labelOf(step.text),
      parts: [],
      alongside: null,
      ...step,
    }),
  );
  for (const part of parts) {
    const [holder, idea] = [placed[part.step], take(part.idea)];
    if (holder && idea) placed[part.step] = { ...holder, parts: [...holder.parts, { id: idea.id, text: idea.text, done: part.done }] };
  }
  const active = placed.filter((step) => step.status !== 'left-out');
  return {
    ideas: made,
    steps: placed.map((step, index) => {
      const before = active[active.indexOf(step) - 1];
      return steps[index]?.isBeside && before && active.includes(step) ? { ...step, alongside: before.id } : step;
    }),
  };
}

const KEYS = [
  'situation',
  'outcome',
  'need',
  'need.else',
  'first',
  'motivation',
  'scale',
  'when@s0',
  'commit@s0',
  'commit@s1',
  'challenge@s0',
];

/** Any plan there can be. All have the same id, and name their steps and ideas alike: copies of one plan that meet. */
export const randomPlans: fc.Arbitrary<Plan> = fc
  .record({
    parts: seeds().map(assemble),
    mode: fc.constantFrom<Plan['mode']>('solo', 'coach'),
    voice: fc.constantFrom<Plan['voice']>('I', 'you'),
    client: words,
    settings: fc.record({
      challengeScope: fc.constantFrom('first', 'every', 'ask-me'),
      smarter: fc.constantFrom('offer', 'off', 'every'),
      scale: fc.constantFrom('plan', 'step', 'off'),
      scaleUp: fc.constantFrom('always', 'low', 'off'),
      anythingElseOnce: fc.boolean(),
      echoLength: fc.constantFrom('full', 'short'),
      setup: fc.constantFrom('off', 'like'),
    }),
    setup: words,
    situation: words,
    outcome: fc.record({
      text: fc.oneof({ weight: 9, arbitrary: answers }, fc.constant('')),
      more: fc.uniqueArray(answers, { maxLength: 2 }),
      history: fc.array(fc.record({ text: answers, at: instants }), { maxLength: 2 }),
    }),
    motivation: fc.record({ answer: choice('yes', 'unsure', 'not-as-it-is'), why: words, unsure: words }),
    view: choice('list', 'flow', 'map', 'paper'),
    enough: fc.record({ answer: choice('it-happens', 'more-needed'), text: words }),
    review: fc.option(fc.record({ date: maybeDue, with: words }), { nil: null }),
    scale: scales,
    contract: words,
    tell: words,
    outcomeReached: choice('yes', 'partly', 'not-yet'),
    earlier: fc.array(fc.record({ of: fc.constantFrom('s0', 's1', 'i0', 'outcome.more', 'gone'), text: answers, at: instants }), {
      maxLength: 3,
    }),
    asked: fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom<'answered' | 'skipped' | 'closed'>('answered', 'skipped', 'closed')),
    path: fc.array(fc.record({ key: fc.constantFrom(...KEYS), ref: fc.option(fc.constantFrom('i0', 's0'), { nil: null }) }), {
      maxLength: 4,
    }),
    keptWarnings: fc.array(
      fc.record({ step: fc.constantFrom('s0', 's1'), kind: fc.constantFrom<'past' | 'order'>('past', 'order'), date: dates }),
      { maxLength: 2 },
    ),
    confirmedAt: fc.uniqueArray(instants, { maxLength: 3 }),
    by: fc.constantFrom<'person' | 'client'>('person', 'client'),
    rebases: fc.boolean(),
    archivedAt: fc.option(instants, { nil: null }),
    at: fc.tuple(instants, instants),
  })
  .map(({ parts, confirmedAt, by, rebases, at, outcome, ...rest }): Plan => {
    const [createdAt, updatedAt] = at.toSorted() as [string, string];
    const confirmations = confirmedAt.toSorted().map((when, index) => ({ version: index + 1, at: when, by }));
    const plan: Plan = {
      schemaVersion: 1,
      id: 'plan-1',
      language: 'en',
      timeZone: 'Europe/Berlin',
      ...rest,
      outcome: { label: labelOf(outcome.text), ...outcome },
      ...parts,
      rebase: rebases ? parts.ideas.filter((idea) => idea.put === 'open').map((idea) => idea.id) : [],
      owned: null,
      confirmations,
      revision: 0,
      createdAt,
      updatedAt,
    };
    const last = confirmations.at(-1);
    return last ? { ...plan, owned: { ...last, content: confirmedContent(plan) } } : plan;
  });
