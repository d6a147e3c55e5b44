/** English words of the three ways to see a plan. */
import { translate, type Values } from '../translate.ts';

const words = {
  'view.label': 'Ways to see the plan',
  'view.list': 'List',
  'view.flow': 'Flow chart',
  'view.map': 'Mind map',
  'view.keep': 'Open the plan like this',
  'undo.view': 'choice of view',
  'view.paper': 'Recorded on paper. The dates and reminders are kept here.',

  'drawing.flow': {
    one: 'Flow chart from now through {n} step to the outcome. The same stands below as a list.',
    other: 'Flow chart from now through {n} steps to the outcome. The same stands below as a list.',
  },
  'drawing.map': {
    one: 'Mind map of the outcome and {n} idea around it. The same stands below as a list.',
    other: 'Mind map of the outcome and {n} ideas around it. The same stands below as a list.',
  },
  'drawing.boxes': 'In the drawing',
  'drawing.tools': 'Tools for what is chosen in the drawing',
  'drawing.close': 'Close',
  'drawing.open': 'Open it in the list',
  'drawing.asList': 'The same as a list',
  'drawing.in': 'Larger',
  'drawing.out': 'Smaller',
  'drawing.fit': 'Fit',
  'drawing.keys': 'Plus, minus and 0 change the size; the arrow keys lead from box to box.',
  'drawing.svg': 'Save as SVG',
  'drawing.png': 'Save as PNG',
  'drawing.print': 'Print',
  'drawing.noPicture': 'This browser could not make that picture. The SVG works everywhere.',
  'drawing.fileName': 'plan',

  'flow.now': 'Now',
  'flow.if': 'If',
  'flow.then': 'then',
  'flow.partly': 'Partly done',
  'flow.notDone': 'Not done',
  'flow.parts': { one: '{n} part', other: '{n} parts' },
  'flow.partsDone': { one: '{n} part, {done} done', other: '{n} parts, {done} done' },
  'flow.step': 'Step {n}: {words}',
  'flow.stepOf': 'Step {n} of {all}',
  'flow.first': 'from now',
  'flow.after': { one: 'after step {list}', other: 'after steps {list}' },
  'flow.alongside': { one: 'alongside step {list}', other: 'alongside steps {list}' },
  'flow.done': 'done',
  'flow.change': 'Change',
  'flow.changeOf': 'Change step {n}',
  'flow.time': 'Change the time',
  'flow.giveTime': 'Give it a time',

  'map.idea': 'Idea: {words}',
  'map.kept': 'Kept for later: {words}',
  'map.part': 'Part of a step: {words}',
  'map.outcome': 'Outcome: {words}',
  'map.keptShort': 'kept for later',
  'map.partShort': 'part',
  'map.step': 'step {n}',
  'map.change': 'Change',
  'map.changeWords': 'Change: {words}',
  'map.edit': 'Change the words',
  'map.add': 'Add an idea under it',
  'map.new': 'What needs to happen for this',
  'map.alsoInStep': 'Also in step {n}',
  'map.makeStep': 'Make this a step',
  'map.where': 'Where in the order',
  'map.last': 'last',
  'map.before': 'before {n}. {words}',
  'map.isStep': 'Now step {n} of {all}.',
  'map.remove': 'Remove',
  'map.removed': 'Removed:',
  'map.withAside': { one: 'Show {n} idea set aside or not needed', other: 'Show {n} ideas set aside or not needed' },
} as const;

export type ViewWordKey = keyof typeof words;

export function t(key: ViewWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
