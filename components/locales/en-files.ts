/** English words of plans as files. */
import { translate, type Values } from '../translate.ts';

const words = {
  'files.title': 'Plans as files',
  'files.intro': 'A plan file holds all of a plan, in your words. Keep it as a backup, take it to another device, or hand it over.',
  'files.exportAll': 'Save all plans as a file',
  'files.saved': 'Saved as a file.',
  'files.none': 'There is no plan to save yet.',
  'files.choose': 'Choose plan files',
  'files.drop': 'or drop them here',
  'files.field': 'Plan files',
  'files.open': 'Open a plan file',
  'files.openHere': 'Open',
  'files.busy': 'Reading the file.',
  'files.undo': 'import of a file',

  'files.how.added': 'Added:',
  'files.how.merged': 'Brought together with the plan that was here:',
  'files.how.unchanged': 'Already here, with nothing new:',
  'files.merged':
    'Where the two differed, the newer words count. The others are kept among the earlier words, and Undo in the plan takes it back.',
  'files.empty': 'There is no plan in this file. Nothing was changed.',

  'files.rejected': 'Not taken:',
  'files.correct': 'Nothing of it was changed. Correct this place in the file, then choose the file again.',
  'files.notAPlanFile': 'This is no plan file, or it is damaged. Nothing was changed. Choose one that was made with “Save as a file”.',
  'files.newer': 'This file was made by a newer version. Nothing was changed. Update this extension, then choose the file again.',
  'files.notText': 'This file cannot be read as text. Nothing was changed. Save it as UTF-8, then choose it again.',
  'files.full':
    'This device’s storage is full. What is named here was taken, and nothing else of the file. Free some space, then choose it again.',

  'files.why.missing': 'this is missing',
  'files.why.empty': 'there is nothing in it',
  'files.why.too-long': 'this is too long',
  'files.why.not-text': 'this has to be text',
  'files.why.not-a-number': 'this has to be a number',
  'files.why.not-yes-or-no': 'this has to be true or false',
  'files.why.not-a-list': 'this has to be a list',
  'files.why.not-an-object': 'this has to be a group of named values',
  'files.why.not-a-choice': 'this is none of the words that can stand here',
  'files.why.not-a-day': 'this is no day of the calendar, written like 2026-03-04',
  'files.why.not-a-time': 'this is no time of day, written like 09:30',
  'files.why.not-a-zone': 'this is no time zone, written like Europe/Berlin',
  'files.why.no-zone': 'a time of day needs its time zone',
  'files.why.not-an-instant': 'this is no point in time, written like 2026-03-04T09:30:00Z',
  'files.why.not-a-language': 'this is no language, written like en',
  'files.why.out-of-range': 'this number cannot stand here',
  'files.why.twice': 'this is there a second time',
  'files.why.newer-here': 'The plan on this device was made by a newer version and stays as it is. Updating this extension helps.',
  'files.why.damaged-here': 'The plan on this device cannot be read and stays as it is. Nothing of it was deleted.',
} as const;

export type FilesWordKey = keyof typeof words;

export function t(key: FilesWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
