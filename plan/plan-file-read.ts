/**
 * From what a file says to a plan: defaults, ids for what came without, and references that lead somewhere. A plan
 * this program wrote comes back exactly; one written by hand becomes one that the flow can go on with.
 */
import type { FilePlan } from './plan-file-schema.ts';
import { confirmedContent, PLAN_SCHEMA_VERSION, type Plan, type Step } from './plan.ts';
import { askedBy, pathOf } from './plan-file-flow.ts';
import { type FileStep, type Linked, linked, nth, stretchOf, withoutLoops } from './plan-file-links.ts';

/** What a file may leave out. */
export interface FileDefaults {
  /** ISO instant. */
  readonly now: string;
  readonly language: string;
  readonly timeZone: string;
}

export function toPlan(file: FilePlan, { now, language, timeZone }: FileDefaults): Plan {
  const createdAt = file.createdAt ?? file.updatedAt ?? now;
  const updatedAt = file.updatedAt ?? createdAt;
  const said = linked(file);
  const plan: Plan = {
    schemaVersion: PLAN_SCHEMA_VERSION,
    id: file.id,
    mode: file.mode,
    voice: file.voice ?? (file.mode === 'coach' ? 'you' : 'I'),
    language: file.language ?? language,
    timeZone: file.timeZone ?? timeZone,
    client: file.client,
    settings: file.settings,
    setup: file.setup,
    situation: file.situation,
    outcome: {
      text: file.outcome.text,
      label: stretchOf(file.outcome.text, file.outcome.label),
      more: file.outcome.more.filter((it) => it !== ''),
      history: file.outcome.history.filter((it) => it.text !== '').map(({ text, at }) => ({ text, at: at ?? createdAt })),
    },
    ideas: withoutLoops(said.ideas),
    steps: said.steps.map((step) => toStep(step, said, updatedAt)),
    motivation: file.motivation,
    view: file.view,
    enough: file.enough,
    review: file.review,
    scale: file.scale,
    contract: file.contract,
    tell: file.tell,
    outcomeReached: file.outcomeReached,
    earlier: file.earlier.filter((it) => it.of !== '' && it.text !== '').map(({ of, text, at }) => ({ of, text, at: at ?? createdAt })),
    rebase: file.rebase.filter((ideaId) => said.ideas.some((idea) => idea.id === ideaId)),
    keptWarnings: file.keptWarnings,
    asked: file.asked ?? {},
    path: file.path ?? [],
    owned: null,
    confirmations: [],
    archivedAt: file.archivedAt,
    revision: 0,
    createdAt,
    updatedAt,
  };
  const confirmed = { ...plan, ...confirmationsOf(file, plan) };
  return {
    ...confirmed,
    asked: file.asked ?? askedBy(confirmed),
    path: file.path ?? pathOf(confirmed),
  };
}

function toStep(step: FileStep, { steps }: Linked, updatedAt: string): Step {
  const isThere = step.alongside !== step.id && steps.some((other) => other.id === step.alongside);
  return {
    id: step.id,
    idea: step.idea ?? null,
    text: step.text,
    label: stretchOf(step.text, step.label),
    note: step.note,
    parts: apart(step.parts, (index) => nth(step.id, 'part', index)),
    alongside: isThere ? step.alongside : null,
    due: step.due,
    challenges: apart(step.challenges, (index) => nth(step.id, 'challenge', index)).filter((challenge) => challenge.text !== ''),
    smarter: step.smarter,
    commitment: step.commitment,
    someoneElse: step.someoneElse,
    ownPart: step.ownPart,
    scale: step.scale,
    status: step.status,
    doneAt: step.doneAt,
    links: step.links.filter((link) => link.url !== ''),
    checks: step.checks.map((check) => ({ ...check, at: check.at ?? updatedAt })),
  };
}

/** Gives an id to what has none or another's; what says the same under the same id is one. */
function apart<Item extends { readonly id: string | null; readonly text: string }>(
  items: readonly Item[],
  idOf: (index: number) => string,
): readonly (Item & { readonly id: string })[] {
  const first = new Map<string, Item>();
  return items.flatMap((item, index) => {
    const earlier = item.id === null ? undefined : first.get(item.id);
    if (item.id !== null && earlier === undefined) first.set(item.id, item);
    if (earlier !== undefined && earlier.text === item.text) return [];
    return [{ ...item, id: item.id === null || earlier !== undefined ? idOf(index) : item.id }];
  });
}

// --- What was confirmed -------------------------------------------------------------------------------------------

/** Confirmations are counted from 1, and what is owned is one of them. */
function confirmationsOf({ owned, confirmations }: FilePlan, plan: Plan): Pick<Plan, 'owned' | 'confirmations'> {
  const given = confirmations
    .map(({ version, at, by }) => ({ version, at: at ?? plan.updatedAt, by }))
    .toSorted((a, b) => a.version - b.version);
  if (owned === null) return { owned: null, confirmations: counted(given) };
  const at = owned.at ?? plan.updatedAt;
  const known = given.findIndex((it) => it.version === owned.revision || (owned.revision === null && it.at === at));
  const all = counted(known < 0 ? [...given, { version: 0, at, by: owned.by }] : given);
  const version = known < 0 ? all.length : known + 1;
  return { owned: { by: owned.by, at, version, content: owned.content ?? confirmedContent(plan) }, confirmations: all };
}

function counted(confirmations: Plan['confirmations']): Plan['confirmations'] {
  return confirmations.map((it, index) => ({ ...it, version: index + 1 }));
}
