/** English words around the questions. The questions themselves are the method's (plan/wording/). */
import { translate, type Values } from '../translate.ts';

const words = {
  'phase.label': 'Parts of the conversation',
  'phase.purpose': 'Purpose',
  'phase.plan': 'Plan',
  'phase.action': 'Action',
  'phase.whole': 'Whole',
  'phase.reflection': 'Reflection',
  'phase.open': 'still open',
  'phase.nothingYet': 'There is nothing to ask here yet.',

  'echo.showAll': 'Show all',
  'echo.showLess': 'Show less',

  'ask.changeWords': 'Change the words of this step',
  'ask.answered': 'The answer:',
  'ask.thisStep': 'The step:',

  'answer.label': 'Your answer',
  'answer.add': 'Add',
  'answer.goOn': 'Go on',
  'answer.nothingElse': 'Nothing else',
  'answer.skip': 'Skip',
  'answer.notYet': 'Not yet',
  'answer.long': 'All of it is kept. Other apps may show only the beginning.',
  'answer.kept': 'Added.',
  'answer.choices': 'Ways to answer',
  'becomes.label': 'This becomes',

  'pick.fromTheEnd': 'Begin at the end: what comes last',
  'pick.label': 'What you named so far',
  'pick.several': 'Pick several',
  'pick.one': 'Pick one',
  'pick.place': { one: 'Place {n}', other: 'Place {n}' },
  'pick.order': 'The order so far',
  'pick.showOrder': 'Show all {n}',
  'place.last': 'last',
  'place.before': 'before {n}. {words}',
  'place.in': '{n}. {words}',
  'place.where': 'Where in the order',
  'place.whichStep': 'Which step',

  'voice.label': 'The questions say',
  'voice.I': 'I',
  'voice.you': 'you',

  'said.label': 'Said so far',
  'said.edit': 'Change the words',
  'said.remove': 'Remove',
  'said.removed': 'Removed:',
  'said.removeWords': 'Remove: {words}',
  'said.lookAgain': 'Look at this once more',
  'said.more': 'Say more about it',
  'said.under': 'What needs to happen for this?',

  'edit.label': 'New words',
  'edit.save': 'Save',
  'edit.cancel': 'Cancel',
  'edit.alsoInStep': 'Also in step {n}',

  'nav.back': 'Back',
  'nav.leave': 'Leave it for now',
  'nav.undo': 'Undo',
  'answer.needed': 'The plan grows from these words, so this question waits for them. You can leave it for now; everything is kept.',
  'nav.undoWhat': 'Undo {what}',
  'nav.toQuestions': 'To the questions',
  'nav.home': 'All plans',
  'nav.menu': 'More about this plan',

  'head.with': 'With',
  'head.archived': 'Archived',

  'notice.notKept': 'Not kept as an answer:',
  'notice.keep': 'Keep it as an answer',

  'undo.answer': 'last answer',
  'undo.skip': 'skip',
  'undo.close': '“nothing else”',
  'undo.someoneElse': 'mark',
  'undo.status': 'tick',

  'gone.text': 'This plan is no longer here.',
  'gone.home': 'All plans',

  'choice.yes': 'Yes',
  'choice.no': 'No',
  'choice.later': 'Keep for later',
  'choice.unsure': 'I am not sure',
  'choice.not-as-it-is': 'Not as it is',
  'choice.not-yet': 'Not yet',
  'choice.if': 'Yes, if …',
  'choice.outcome': 'I would like this',
  'choice.remedy': 'I would like less of this',
  'choice.problem': 'This is difficult now',
  'choice.change-outcome': 'Change what I would like to happen',
  'choice.change-step': 'Change this step',
  'choice.change-time': 'Change the time',
  'choice.leave-step-out': 'Leave this step out',
  'choice.go-on': 'Go on anyway',
  'choice.stop-here': 'Leave it for now',
  'choice.undecided': 'Leave it undecided',
  'choice.list': 'As a list',
  'choice.flow': 'As a flow chart',
  'choice.map': 'As a mind map',
  'choice.paper': 'On paper',
  'choice.order': 'Put it in the order',
  'choice.part': 'Part of a step',
  'choice.not-needed': 'Not needed',
  'choice.it-happens': 'Then it happens',
  'choice.more-needed': 'More is needed',
  'choice.no-time-yet': 'No time yet',
  'choice.done': 'It is done',
  'choice.partly': 'Partly',
  'choice.not-done': 'It is not done',
  'choice.something-else': 'Something else',

  'become.if-then': 'an if–then',
  'become.step-before': 'a step before this',
  'become.step-after': 'a step after this',
  'become.idea': 'an idea',
  'become.note': 'a note',
  'become.step': 'a step',
  'become.part': 'part of this step',
  'become.changed-step': 'a change to this step',
  'become.new-time': 'a new time',
  'become.nothing': 'nothing more',
} as const;

export type QuestionWordKey = keyof typeof words;

export function t(key: QuestionWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}

/** The words of a choice; questions share them, because the same answer should read the same everywhere. */
export function choiceWords(choice: string): string {
  return wordsFor(`choice.${choice}`) ?? choice;
}

/** What typed words can become. */
export function becomeWords(become: string): string {
  return wordsFor(`become.${become}`) ?? become;
}

function wordsFor(key: string): string | null {
  return isQuestionWordKey(key) ? t(key) : null;
}

export function isQuestionWordKey(key: string): key is QuestionWordKey {
  return Object.hasOwn(words, key);
}
