/**
 * The interface's own words in English, as far as the first view needs them. Each further screen brings its own
 * (en-*.ts), loaded with it.
 */
import { translate, type Values } from '../translate.ts';

const words = {
  'app.name': 'Slightly Clean',
  'app.options': 'Options',
  'app.help': 'Help',
  'app.retry': 'Try again',
  'app.unexpected': 'That did not work. What you typed is still here; closing and opening this view usually helps.',

  'home.carryOn': 'Carry on:',
  'home.carryOnUnnamed': 'Carry on with the plan you began',
  'home.newPlan': 'Start a new plan',
  'home.newClientPlan': 'Start with a client',
  'home.archived': { one: 'Archived: {n} plan', other: 'Archived: {n} plans' },
  'home.dueSoon': 'Due soon',
  'due.today': 'Today',
  'due.todayAt': 'Today, {time}',
  'due.was': 'was for {day}',
  'due.review': 'Go through the whole plan again',
  'home.plans': 'Plans',
  'home.untitled': 'A plan without words yet',
  'home.empty': 'Your plans will be here; one begins with a single question.',
  'home.steps': { one: '{done} of {n} step done', other: '{done} of {n} steps done' },
  'home.more': { one: 'Show {n} more', other: 'Show {n} more' },
  'home.newer': 'One plan was made by a newer version and is kept as it is. Updating this extension shows it again.',
  'home.damaged': 'One plan cannot be read and is kept as it is. Nothing of it was deleted.',

  'nav.openPanel': 'Open in side panel',

  'day.withTime': '{day}, {time}',

  'status.saved': 'Saved on this device',
  'status.full': 'This device’s storage is full. What you typed is still here; free some space, then press Enter again.',
} as const;

export type WordKey = keyof typeof words;

export function t(key: WordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
