/**
 * One plan as it stands in a plan file. Four fields are required, so that a file can be written by hand or by another
 * program; everything else has a default. What is not known here is left out. A check's message says what is wrong.
 */
import * as v from 'valibot';
import { isCalendarDate, isClockTime, isTimeZone } from './dates.ts';
import { PlanSchema, SettingsSchema } from './plan.ts';
import { storedAnswer } from './words.ts';

/** Ids are keys of records and stand in links. */
const ID_LENGTH = 200;

const id = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '', 'empty'),
  v.maxLength(ID_LENGTH, 'too-long'),
);
const reference = v.nullish(
  v.pipe(
    v.string(),
    v.transform((named) => named || null),
  ),
  null,
);

const required = v.pipe(v.string(), v.transform(storedAnswer));
const text = v.nullish(required, '');
const words = v.nullish(
  v.pipe(
    v.string(),
    v.transform((typed) => storedAnswer(typed) || null),
  ),
  null,
);
const flag = v.nullish(v.boolean(), false);

const instant = v.pipe(v.string(), v.check(isInstant, 'not-an-instant'));
const timeZone = v.pipe(v.string(), v.check(isTimeZone, 'not-a-zone'));

const due = v.nullish(
  v.pipe(
    v.object({
      date: v.pipe(v.string(), v.check(isCalendarDate, 'not-a-day')),
      time: v.nullish(v.pipe(v.string(), v.check(isClockTime, 'not-a-time')), null),
      timeZone: v.nullish(timeZone, null),
    }),
    v.forward(
      v.check((it) => it.time === null || it.timeZone !== null, 'no-zone'),
      ['timeZone'],
    ),
    v.transform(({ date, time, timeZone: zone }) => (time === null || zone === null ? { date } : { date, time, timeZone: zone })),
  ),
  null,
);

function choice<const Choices extends readonly string[]>(choices: Choices) {
  return v.nullish(v.picklist(choices), null);
}

function list<const Item extends v.GenericSchema>(item: Item) {
  return v.nullish(v.array(item), []);
}

const scale = v.object({
  value: v.nullish(
    v.pipe(
      v.number(),
      v.check((value) => Number.isInteger(value) && value >= 0 && value <= 10, 'out-of-range'),
    ),
    null,
  ),
  why: words,
  up: words,
});

const review = v.nullish(v.object({ date: due, with: words }), null);
const version = v.pipe(
  v.number(),
  v.check((value) => Number.isSafeInteger(value) && value > 0, 'out-of-range'),
);
const by = v.nullish(v.picklist(['person', 'client']), 'person');
const view = choice(['list', 'flow', 'map', 'paper']);

const idea = v.object({
  id: v.nullish(id, null),
  text,
  label: words,
  parent: reference,
  /** `open`, a step's id, `part:` and a step's id, `later`, `not-needed`, `aside`. Missing: it is told from the steps. */
  use: v.nullish(v.string(), null),
  from: v.nullish(v.picklist(['purpose', 'plan', 'action', 'check-in']), 'purpose'),
});

const step = v.object({
  id,
  /** Null where the idea was deleted; missing where nothing is said about it. */
  idea: v.optional(v.nullable(v.string())),
  text: v.pipe(
    required,
    v.check((it) => it !== '', 'empty'),
  ),
  label: words,
  note: words,
  parts: list(v.object({ id: v.nullish(id, null), text, done: flag })),
  alongside: reference,
  due,
  challenges: list(v.object({ id: v.nullish(id, null), text, then: words, promoted: flag })),
  smarter: v.nullish(v.object({ specific: words, measure: words, achievable: choice(['yes', 'no']), relevant: words, evaluate: due }), {}),
  commitment: v.nullish(v.object({ answer: choice(['yes', 'if', 'not-yet']), condition: words }), {}),
  someoneElse: flag,
  ownPart: words,
  scale: v.nullish(scale, null),
  status: v.nullish(v.picklist(['open', 'done', 'partly', 'not-done', 'left-out']), 'open'),
  doneAt: v.nullish(instant, null),
  links: list(v.object({ url: text, title: text })),
  checks: list(
    v.object({
      at: v.nullish(instant, null),
      answer: choice(['done', 'partly', 'not-done', 'something-else']),
      text: words,
      now: words,
    }),
  ),
});

/** What was confirmed, as it was then. */
const content = v.object({
  outcome: v.object({ text: required, label: words }),
  steps: list(
    v.object({
      id,
      text: required,
      label: words,
      due,
      parts: list(v.object({ id, text: required })),
      alongside: reference,
      measure: words,
      ifThen: v.nullish(v.object({ challenge: required, then: required }), null),
    }),
  ),
  review,
  view: v.nullish(v.picklist(['list', 'flow', 'map', 'paper']), 'list'),
});

export const FilePlanSchema = v.object({
  id,
  mode: v.nullish(v.picklist(['solo', 'coach']), 'solo'),
  voice: choice(['I', 'you']),
  language: v.nullish(v.pipe(v.string(), v.check(isLanguageTag, 'not-a-language')), null),
  timeZone: v.nullish(timeZone, null),
  client: words,
  settings: v.nullish(SettingsSchema, {}),
  setup: words,
  situation: words,
  outcome: v.object({
    text: required,
    label: words,
    more: list(required),
    history: list(v.object({ text, at: v.nullish(instant, null) })),
  }),
  /** Null where the file says nothing of ideas at all. */
  ideas: v.nullish(v.array(idea), null),
  steps: list(step),
  motivation: v.nullish(v.object({ answer: choice(['yes', 'unsure', 'not-as-it-is']), why: words, unsure: words }), {}),
  view,
  enough: v.nullish(v.object({ answer: choice(['it-happens', 'more-needed']), text: words }), {}),
  review,
  scale: v.nullish(scale, {}),
  contract: words,
  tell: words,
  outcomeReached: choice(['yes', 'partly', 'not-yet']),
  earlier: list(v.object({ of: v.string(), text, at: v.nullish(instant, null) })),
  rebase: list(v.string()),
  keptWarnings: v.nullish(PlanSchema.entries.keptWarnings, []),
  /** Null where the file says nothing of what was asked. */
  asked: v.nullish(PlanSchema.entries.asked, null),
  path: v.nullish(PlanSchema.entries.path, null),
  /** `revision`: which confirmation it was. */
  owned: v.nullish(
    v.object({ by, at: v.nullish(instant, null), revision: v.nullish(version, null), content: v.nullish(content, null) }),
    null,
  ),
  confirmations: list(v.object({ version, at: v.nullish(instant, null), by })),
  archivedAt: v.nullish(instant, null),
  createdAt: v.nullish(instant, null),
  updatedAt: v.nullish(instant, null),
});

export type FilePlan = v.InferOutput<typeof FilePlanSchema>;

const INSTANT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

function isInstant(given: string): boolean {
  const day = INSTANT.exec(given)?.[1];
  return day !== undefined && isCalendarDate(day) && !Number.isNaN(Date.parse(given));
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
