/** Ideas, steps and parts of a plan in a file: who belongs to whom, whichever side says so. */
import type { Idea } from './plan.ts';
import type { FilePlan } from './plan-file-schema.ts';

export type FileStep = FilePlan['steps'][number];

export interface Linked {
  readonly ideas: readonly Idea[];
  readonly steps: readonly FileStep[];
}

/**
 * Both sides may name the link: a step its idea, an idea its use. A step that says nothing gets the idea with its own
 * words, or a new one: its words have to outlive it.
 */
export function linked(file: FilePlan): Linked {
  const given = (file.ideas ?? []).flatMap((idea, index) =>
    idea.text === '' ? [] : [{ ...idea, id: idea.id ?? nth(file.id, 'idea', index) }],
  );
  const known = new Set(given.map((idea) => idea.id));
  const usedAs = new Map(given.flatMap(({ use, id }) => (use === null ? [] : [[use, id] as const])));
  const claimed = new Set(usedAs.values());
  const added: Idea[] = [];
  const add = (id: string, text: string): string => {
    if (!known.has(id)) added.push({ id, text, label: null, parent: null, put: 'open', from: 'plan' });
    known.add(id);
    return id;
  };
  const ideaOf = (step: FileStep): string | null => {
    const named = step.idea ?? usedAs.get(step.id);
    if (named !== undefined) return known.has(named) ? named : null;
    if (step.idea === null) return null;
    const same = given.find((it) => it.use === null && it.text === step.text && !claimed.has(it.id));
    if (same) claimed.add(same.id);
    return same?.id ?? add(nth(step.id, 'idea', 0), step.text);
  };
  const steps = file.steps.map((step) => ({ ...step, idea: ideaOf(step), parts: partsOf(step, file, given, add) }));
  const ideas = given.map(
    ({ id, text, label, parent, use, from }): Idea => ({
      id,
      text,
      label: stretchOf(text, label),
      parent: parent !== null && known.has(parent) ? parent : null,
      put: use === 'later' || use === 'not-needed' || use === 'aside' ? use : 'open',
      from,
    }),
  );
  return { ideas: [...ideas, ...added], steps };
}

type GivenIdea = NonNullable<FilePlan['ideas']>[number] & { readonly id: string };

function partsOf(
  step: FileStep,
  file: FilePlan,
  given: readonly GivenIdea[],
  add: (id: string, text: string) => string,
): FileStep['parts'] {
  const parts = step.parts
    .map((part, index) => {
      const id = part.id ?? nth(step.id, 'part', index);
      // A part is an idea too, unless the file knows ideas and does not have this one: then it was deleted.
      if (part.text !== '' && (part.id === null || file.ideas === null)) add(id, part.text);
      return { ...part, id };
    })
    .filter((part) => part.text !== '');
  const missing = given.filter(({ id, use }) => use === `part:${step.id}` && !parts.some((part) => part.id === id));
  return [...parts, ...missing.map(({ id, text }) => ({ id, text, done: false }))];
}

/** The same file gives the same ids, so that reading it again makes nothing twice. */
export function nth(of: string, what: 'idea' | 'part' | 'challenge', index: number): string {
  return `${of}:${what}:${index + 1}`;
}

/** A label is a stretch of the words it stands for (the method, section 3). */
export function stretchOf(text: string, label: string | null): string | null {
  const onOneLine = text.replace(/\s+/g, ' ');
  return label !== null && onOneLine.includes(label) ? label : null;
}

/** An idea under itself, however far around, moves to the top. */
export function withoutLoops(ideas: readonly Idea[]): readonly Idea[] {
  const parents = new Map(ideas.map((idea) => [idea.id, idea.parent]));
  return ideas.map((idea) => {
    const seen = new Set<string>();
    for (let above = parents.get(idea.id) ?? null; above !== null; above = parents.get(above) ?? null) {
      if (above === idea.id) {
        parents.set(idea.id, null);
        return { ...idea, parent: null };
      }
      // A loop further up, which is opened at one of its own ideas.
      if (seen.has(above)) break;
      seen.add(above);
    }
    return idea;
  });
}
