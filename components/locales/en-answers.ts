/** English words of the answers that come later in a conversation: dates, the review, the scale, the confirmation. */
import { translate, type Values } from '../translate.ts';

const words = {
  'date.label': 'Date',
  'date.notUnderstood': 'This is not read as a day yet. Your words stay here.',
  'date.noDay': 'The time is read; a day is missing. Your words stay here.',
  'date.noSuchDay': 'There is no such day. Your words stay here.',
  'date.noSuchTime': 'There is no such time. Your words stay here.',
  'date.past': 'This is in the past.',
  'date.order': 'This is earlier than the step before it. That can be right.',
  'date.ofStep': 'Step {n}: {remark}',
  'date.crowded': { one: 'There is {n} step on this day.', other: 'There are {n} steps on this day.' },
  'date.keep': 'Keep',
  'date.change': 'Change',
  'date.changeTime': 'Change the time',
  'date.changeOrder': 'Change the order',
  'date.neighbours': 'Beside it',
  'date.before': 'Before',
  'date.after': 'After',
  'date.someoneElse': 'Someone else does this',

  'month.label': 'Days',
  'month.previous': 'Previous month',
  'month.next': 'Next month',
  'month.hasSteps': { one: '{day}, {n} step', other: '{day}, {n} steps' },

  'review.with': 'With whom',
  'review.when': 'When',

  'scale.label': 'From 0 to 10',

  'own.withoutTime': 'Without a time',
  'own.steps': 'The plan',
  'own.yes': 'Yes, this is my plan',
  'own.clientYes': 'The client said yes',

  'smarter.label': 'Look closer at this step',
  'smarter.specific': 'Specific: what exactly will happen',
  'smarter.measure': 'Measurable: how it will be known',
  'smarter.achievable': 'Achievable: can this happen',
  'smarter.relevant': 'Relevant: what happens to the outcome',
  'smarter.time': 'Time-bound: when it will be completed',
  'smarter.evaluate': 'Evaluated: when it is looked at',
  'smarter.review': 'Reviewed: when the whole plan is gone through again',
  'smarter.filled': 'answered',
  'smarter.open': 'open',
} as const;

export type AnswerWordKey = keyof typeof words;

export function t(key: AnswerWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
