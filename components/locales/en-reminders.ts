/** English words of the reminders in Options. */
import { translate, type Values } from '../translate.ts';

const words = {
  'reminders.title': 'Reminders',
  'reminders.on': 'Once a day at most, on the days you chose for a step or for going through the plan again',
  'reminders.onWhy': 'A dot on the toolbar button, gone as soon as you have looked.',
  'reminders.at': 'From this time of day',
  'reminders.notify': 'A notification, too',
  'reminders.notifyWhy': 'It says that something is planned for today, not what.',
  'reminders.refused': 'This browser does not allow notifications from here. The dot on the toolbar button stays.',
} as const;

export type RemindersWordKey = keyof typeof words;

export function t(key: RemindersWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
