/** English words of Help and of the example plan. */
import { translate, type Values } from '../translate.ts';

const words = {
  'help.title': 'Help',
  'help.back': 'Back',
  'help.method': 'How it goes',
  'help.method.1': 'You are asked one question at a time, with your own words above it.',
  'help.method.2': 'Nothing you say is rephrased, corrected or added to, and a question comes again until there is nothing else.',
  'help.method.3': 'From what needs to happen you choose what happens first and what happens next.',
  'help.method.4': 'Each step gets a day, and when you say “This is my plan”, it can go to your own Notion and Trello.',
  'help.method.5': 'When a day has come you are asked what happened, and what needs to happen now.',
  'help.example': 'Look at an example plan',

  'help.keys': 'Keys',
  'help.key.enter': 'Answers',
  'help.key.shiftEnter': 'New line',
  'help.key.emptyEnter': 'Nothing else, or skip',
  'help.key.escape': 'Closes what is open, leaves words as they were',
  'help.key.altArrows': 'Moves a step up or down in the whole plan',
  'help.key.strip': 'With a client: keeps a sticky moment, or sorts as problem, remedy, outcome',
  'help.on.enter': 'Enter',
  'help.on.shiftEnter': 'Shift Enter',
  'help.on.emptyEnter': 'Enter on an empty field',
  'help.on.escape': 'Escape',
  'help.on.altArrows': 'Alt ↑ ↓',

  'help.nothingElse': 'Nothing else',
  'help.nothingElse.text':
    'Typing “nothing else”, “no” or “done” ends a question, too, and is not kept as an answer. If you meant it as one, “Keep it as an answer” or Undo right afterwards keeps it.',
  'help.changing': 'Changing things',
  'help.changing.text':
    'Back never deletes. Click on your own words to change them; the bar at the top opens every part at any time, and Undo takes back what you changed.',

  'help.where': 'Where your words are',
  'help.where.text':
    'On this device only, saved while you type. A plan goes to your own Notion or Trello once you have confirmed it and pressed Send. There is no other place.',
  'help.options': 'Open Options',
  'help.limit': 'This is planning and coaching support, not therapy or crisis help.',

  'help.answers': 'What answers can look like',
  'help.answers.intro': 'Other people’s words. Yours will be different.',
  'help.answers.outcome': 'There is bread on Sunday that I baked myself',
  'help.answers.need': 'The starter lives in the fridge, not in my head',
  'help.answers.first': 'Ask Ida for a spoon of hers',
  'help.answers.challenge': 'I am tired on Saturday evening',
  'help.answers.challengeThen': 'The dough is mixed before lunch',
  'help.answers.when': 'next Saturday',

  'example.title': 'An example',
  'example.intro': 'An invented person’s plan, to look at. It is kept nowhere and sent nowhere.',
  'example.back': 'Back',
  'example.alongside': 'Can happen alongside the step before it',
  'example.later': 'Kept for later',
  'example.review': 'The whole plan again: {when}, with',
} as const;

export type HelpWordKey = keyof typeof words;

export function t(key: HelpWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
