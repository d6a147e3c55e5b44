/** English words of check-ins and of going through a plan again. */
import { translate, type Values } from '../translate.ts';

const words = {
  'check.was': 'was for {day}',
  'check.today': 'is for today',
  'check.is': 'is for {day}',
  'check.history': { one: '{n} check-in', other: '{n} check-ins' },
  'check.now': 'Needs to happen:',
  'check.alsoDue': 'Also due:',
  'check.next': 'Check in',
  'check.newTime': 'The new time',
  'review.begin': 'Go through the whole plan again',
  'review.date': 'Change when',
  'review.was': 'The whole plan again: was for {day}',
  'undo.review': 'going through again',
} as const;

export type CheckWordKey = keyof typeof words;

export function t(key: CheckWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
