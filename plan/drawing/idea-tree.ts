/**
 * The plan as a tree: the outcome, the ideas with what was named under them, steps numbered, parts under their step.
 * Everything that counts is in it exactly once, whatever a stored plan looks like.
 */
import { activeSteps, type Idea, type Plan, type Step } from '../plan.ts';

export interface IdeaNode {
  readonly id: string;
  readonly kind: 'outcome' | 'idea' | 'step' | 'part';
  readonly idea: string | null;
  readonly step: string | null;
  readonly place: number | null;
  readonly text: string;
  /** Kept for later, or left aside: drawn dashed. */
  readonly isKept: boolean;
  readonly isDone: boolean;
  readonly children: readonly IdeaNode[];
}

export interface TreeOptions {
  /** Also the ideas that were set aside or are not needed. */
  readonly withAside: boolean;
}

interface Entry {
  readonly node: Omit<IdeaNode, 'children'>;
  readonly parent: string;
}

export const ROOT = 'outcome';

/** The tree of a plan's ideas and steps. */
export function ideaTree(plan: Plan, options: TreeOptions): IdeaNode {
  const known = look(plan, options);
  const entries = withoutCircles([...ideaEntries(known), ...stepEntries(known), ...partEntries(known)]);
  const under = new Map<string, Entry[]>();
  for (const entry of entries) {
    const siblings = under.get(entry.parent);
    if (siblings) siblings.push(entry);
    else under.set(entry.parent, [entry]);
  }
  const grow = (id: string): readonly IdeaNode[] => (under.get(id) ?? []).map(({ node }) => ({ ...node, children: grow(node.id) }));
  const root = { idea: null, step: null, place: null, isKept: false, isDone: false } as const;
  return { ...root, id: ROOT, kind: 'outcome', text: plan.outcome.text, children: grow(ROOT) };
}

/** How many ideas the tree leaves out unless they are wished for. */
export function countAside(plan: Plan): number {
  return plan.ideas.filter(isAside).length;
}

function isAside(idea: Idea): boolean {
  return idea.put === 'not-needed' || idea.put === 'aside';
}

/** What placing one node takes, looked up once for all. */
interface Known {
  readonly steps: readonly Step[];
  readonly places: ReadonlyMap<string, number>;
  readonly ideas: ReadonlyMap<string, Idea>;
  readonly shown: ReadonlyMap<string, Idea>;
  /** Steps by the idea they were made from: the first where a plan has several. */
  readonly byIdea: ReadonlyMap<string, Step>;
  /** Steps by the ideas that are parts of them. */
  readonly holders: ReadonlyMap<string, Step>;
}

function look(plan: Plan, { withAside }: TreeOptions): Known {
  const steps = activeSteps(plan);
  const ideas = new Map(plan.ideas.map((idea) => [idea.id, idea]));
  return {
    steps,
    ideas,
    places: new Map(steps.map((step, index) => [step.id, index + 1])),
    shown: new Map([...ideas].filter(([, idea]) => withAside || !isAside(idea))),
    byIdea: new Map([...steps].reverse().flatMap((step) => (step.idea === null ? [] : [[step.idea, step] as const]))),
    holders: new Map(steps.flatMap((step) => step.parts.map((part) => [part.id, step] as const))),
  };
}

const nodeOfIdea = (ideaId: string): string => `idea:${ideaId}`;

/** A step with its idea's words is the idea's own node; one worded differently since stands under it. */
function stepInIdea(idea: Idea, { byIdea }: Known): Step | undefined {
  const step = byIdea.get(idea.id);
  return step?.text === idea.text ? step : undefined;
}

function nodeOfStep(step: Step, known: Known): string {
  const idea = step.idea === null ? undefined : known.shown.get(step.idea);
  return idea !== undefined && stepInIdea(idea, known) === step ? nodeOfIdea(idea.id) : `step:${step.id}`;
}

function ideaEntries(known: Known): readonly Entry[] {
  return [...known.shown.values()].map((idea) => {
    const step = stepInIdea(idea, known);
    const isUsed = known.byIdea.has(idea.id);
    const holder = !isUsed && idea.put === 'open' ? known.holders.get(idea.id) : undefined;
    return {
      parent: holder ? nodeOfStep(holder, known) : shownParent(idea, known),
      node: {
        id: nodeOfIdea(idea.id),
        kind: holder ? 'part' : 'idea',
        idea: idea.id,
        step: step?.id ?? null,
        place: (step && known.places.get(step.id)) ?? null,
        text: idea.text,
        isKept: idea.put !== 'open' && !isUsed,
        isDone: step?.status === 'done' || holder?.parts.find((part) => part.id === idea.id)?.done === true,
      },
    };
  });
}

function shownParent(idea: Idea, { ideas, shown }: Known): string {
  const seen = new Set<string>();
  for (let parent = idea.parent; parent !== null && !seen.has(parent); parent = ideas.get(parent)?.parent ?? null) {
    if (shown.has(parent)) return nodeOfIdea(parent);
    seen.add(parent);
  }
  return ROOT;
}

/** Steps that are no idea's own node. */
function stepEntries(known: Known): readonly Entry[] {
  return known.steps.flatMap((step) => {
    const id = nodeOfStep(step, known);
    if (!id.startsWith('step:')) return [];
    const parent = step.idea !== null && known.shown.has(step.idea) ? nodeOfIdea(step.idea) : ROOT;
    const place = known.places.get(step.id) ?? null;
    const node = { id, kind: 'step', idea: null, step: step.id, place, text: step.text } as const;
    return [{ parent, node: { ...node, isKept: false, isDone: step.status === 'done' } }];
  });
}

/** Parts that are no ideas; those that are stand among the ideas. */
function partEntries(known: Known): readonly Entry[] {
  return known.steps.flatMap((step) =>
    step.parts
      .filter((part) => !known.shown.has(part.id))
      .map(({ id, text, done }) => ({
        parent: nodeOfStep(step, known),
        node: {
          id: `part:${step.id}:${id}`,
          kind: 'part',
          idea: null,
          step: null,
          place: null,
          text,
          isKept: false,
          isDone: done,
        } as const,
      })),
  );
}

/** What stands under itself, by whatever way, stands under the outcome instead. */
function withoutCircles(entries: readonly Entry[]): readonly Entry[] {
  const parents = new Map(entries.map(({ node, parent }) => [node.id, parent]));
  const safe = new Set([ROOT]);
  return entries.map((entry) => {
    const way = new Set<string>();
    let at: string | undefined = entry.node.id;
    while (at !== undefined && !safe.has(at) && !way.has(at)) {
      way.add(at);
      at = parents.get(at);
    }
    if (at !== undefined && safe.has(at)) {
      for (const id of way) safe.add(id);
      return { ...entry, parent: parents.get(entry.node.id) ?? ROOT };
    }
    parents.set(entry.node.id, ROOT);
    safe.add(entry.node.id);
    return { ...entry, parent: ROOT };
  });
}
