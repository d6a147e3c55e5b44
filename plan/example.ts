/**
 * A whole plan of an invented person, to look at, with days counted from today. It is given to the views only:
 * nothing of it is ever stored, sent or offered as an answer.
 */
import { LAST, placeIdea, updateStep } from './changes.ts';
import { confirmedContent, createPlan, type Idea, type Plan, type Step } from './plan.ts';

export interface ExampleDay {
  /** The device's day, YYYY-MM-DD. */
  readonly today: string;
  readonly timeZone: string;
}

interface ExampleStep {
  readonly idea: string;
  readonly daysFromToday: number;
  readonly more?: Partial<Step>;
}

const ideas: readonly Idea[] = [
  idea('table', 'The table stands under the plum tree'),
  idea('wood', 'There is wood that may stay out in the rain', { parent: 'table' }),
  idea('level', 'The ground under the tree is level', { parent: 'table' }),
  idea('day', 'We all know which Saturday it begins'),
  idea('light', 'A light in the tree for late summer', { put: 'later' }),
  idea('eat', 'Soup, bread and everybody', { from: 'plan' }),
];

const order: readonly ExampleStep[] = [
  {
    idea: 'day',
    daysFromToday: 2,
    more: { challenges: [challenge('Jonas says “maybe”', 'I ask him for two Saturdays and take the first')] },
  },
  { idea: 'level', daysFromToday: 9 },
  {
    idea: 'wood',
    daysFromToday: 9,
    more: {
      alongside: stepId('level'),
      parts: [
        { id: 'van', text: 'Ask Mira for the van', done: false },
        { id: 'boards', text: 'Four boards, two beams', done: false },
      ],
    },
  },
  { idea: 'table', daysFromToday: 16, more: { challenges: [challenge('it rains all day', 'we build it in the shed and carry it out')] } },
  { idea: 'eat', daysFromToday: 23, more: { note: 'Whoever comes brings a chair' } },
];

export function examplePlan({ today, timeZone }: ExampleDay): Plan {
  const now = `${today}T09:00:00.000Z`;
  const day = (fromToday: number): string => Temporal.PlainDate.from(today).add({ days: fromToday }).toString();
  const begun: Plan = {
    ...createPlan({ language: 'en', timeZone }, { now, newId: () => 'example' }),
    situation: 'The garden we took over in spring',
    outcome: { text: 'On Saturdays we eat together in the garden', label: null, more: ['All five of us'], history: [] },
    ideas,
    view: 'list',
    review: { date: { date: day(30) }, with: 'Jonas' },
  };
  const plan = order.reduce((before, { idea: from, daysFromToday, more }) => {
    const { plan: placed, id } = placeIdea(before, from, LAST, { newId: () => stepId(from) });
    return updateStep(placed, id, (step) => ({
      ...step,
      due: { date: day(daysFromToday) },
      commitment: { answer: 'yes', condition: null },
      ...more,
    }));
  }, begun);
  return {
    ...plan,
    owned: { by: 'person', at: now, version: 1, content: confirmedContent(plan) },
    confirmations: [{ version: 1, at: now, by: 'person' }],
  };
}

function idea(id: string, text: string, more: Partial<Idea> = {}): Idea {
  return { id, text, label: null, parent: null, put: 'open', from: 'purpose', ...more };
}

function challenge(text: string, then: string): Step['challenges'][number] {
  return { id: `challenge-${text}`, text, then, promoted: true };
}

function stepId(ideaId: string): string {
  return `step-${ideaId}`;
}
