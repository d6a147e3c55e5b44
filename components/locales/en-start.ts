/** English words of the first start, of plans with a client, and of archived plans. */
import { translate, type Values } from '../translate.ts';

const words = {
  'orientation.label': 'Before the first plan',
  'orientation.text':
    'The questions will hand your own words back to you. That can feel unusual. There are no right answers, and you can change everything later.',
  'orientation.start': 'Start',
  'orientation.example': 'Look at an example plan',
  'orientation.skip': 'Skip',

  'client.name': 'Name of the client',
  'client.why': 'Any name by which you know whose plan it is.',
  'client.needed': 'A name is needed first.',
  'client.known': 'Or one you have plans with',
  'client.start': 'Start',
  'client.cancel': 'Cancel',
  'client.show': 'Show plans of',
  'client.everyone': 'everyone',
  'client.own': 'my own',
  'client.ownPlans': 'My own plans',

  'archived.title': 'Archived',
  'archived.none': 'Plans you archive will be here.',
  'archived.bringBack': 'Bring back',
  'archived.bringBackOf': 'Bring back: {words}',
  'archived.done': 'Archived. Nothing of it was deleted.',
  'archived.full': 'This device’s storage is full, so it stays archived.',
  'archived.back': 'All plans',
} as const;

export type StartWordKey = keyof typeof words;

export function t(key: StartWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
