/**
 * The interface's own words in English, as far as the first view needs them. Each further screen brings its own
 * (en-*.ts), loaded with it.
 */
import { translate, type Values } from '../translate.ts';

const words = {
  'app.name': 'Slightly Clean',
  'app.options': 'Options',
  'app.retry': 'Try again',
  'app.unexpected': 'That did not work. What you typed is still here; closing and opening this view usually helps.',

  'home.carryOn': 'Carry on:',
  'home.carryOnUnnamed': 'Carry on with the plan you began',
  'home.newPlan': 'Start a new plan',
  'home.dueSoon': 'Due soon',
  'home.plans': 'Plans',
  'home.untitled': 'A plan without words yet',
  'home.empty': 'Your plans will be here; one begins with a single question.',
  'home.steps': { one: '{done} of {n} step done', other: '{done} of {n} steps done' },
  'home.more': { one: 'Show {n} more', other: 'Show {n} more' },
  'home.newer': 'One plan was made by a newer version and is kept as it is. Updating this extension shows it again.',
  'home.damaged': 'One plan cannot be read and is kept as it is. Nothing of it was deleted.',

  'nav.openPanel': 'Open in side panel',

  'status.saved': 'Saved on this device',
  'status.full': 'This device’s storage is full. What you typed is still here; free some space, then press Enter again.',
} as const;

export type WordKey = keyof typeof words;

export function t(key: WordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
