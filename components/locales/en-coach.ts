/** English words of what only the coach sees, of the reflection and of private records. */
import { translate, type Values } from '../translate.ts';

const words = {
  'strip.label': 'Only you see this',
  'strip.fold': 'Fold',
  'strip.unfold': 'Unfold',
  'strip.clientScreen': 'Open the client’s screen',

  'mark.C': 'Clean question',
  'mark.A': 'Prompt of the method',
  'mark.P': 'Plain coaching question',

  'sort.problem': 'Problem',
  'sort.remedy': 'Remedy',
  'sort.outcome': 'Outcome',

  'sticky.mark': 'Sticky',
  'sticky.marked': 'Marked at {time}.',
  'sticky.takeBack': 'Take it back',
  'sticky.label': 'Sticky moments',
  'sticky.none': 'None were marked.',
  'sticky.remove': 'Remove the mark of {time}',
  'sticky.whole': 'The whole plan',

  'cue.purpose': 'Purpose: read the echo aloud word for word, ask, then wait; type what you hear, not what you understand.',
  'cue.plan':
    'Plan: let the client choose from the list; do not read it out in an order of your own; suggest that the client notes the first step in their own way.',
  'cue.challenges': 'Challenges, motivation: receive the answer, do not solve it.',
  'cue.action': 'Action: ask for a time, do not propose one; the number on the scale is the client’s.',
  'cue.end': 'End: ask the client to read the plan to you.',
  'cue.hide': 'Hide cues',
  'cue.show': 'Show cues',

  'note.label': 'Private note',

  'kept.storage-full': 'There is no room on this device. This was not kept.',
  'kept.newer': 'Your private record was made by a newer version and is kept as it is. Updating this extension shows it again.',
  'kept.damaged': 'Your private record cannot be read and is kept as it is. Nothing of it was deleted.',
  'kept.unavailable': 'This browser does not let your private record be kept.',

  'reflection.private': 'Only you see this. It is kept on this device, apart from the plan.',
  'reflection.skip': 'Skip',
  'reflection.goOn': 'Go on',
  'reflection.back': 'Back',
  'reflection.toRecord': 'To the record',
  'reflection.toPlan': 'To the plan',

  'record.title': 'Your private record',
  'record.empty': 'Nothing is recorded for this plan.',
  'record.answers': 'Reflection',
  'record.change': 'Change: {question}',
  'record.changeShort': 'Change',
  'record.unanswered': 'Not answered',
  'record.save': 'Save as a file',
  'record.saveText': 'Save as text',
  'record.delete': 'Delete this record',
  'record.deleteSure': 'Delete it for good',
  'record.deleteAlone': 'The record is deleted for good.',
  'record.deleteWhy': 'The record is deleted for good. The plan stays.',
  'record.keep': 'Keep it',

  'records.title': 'Private records',
  'records.intro': 'Sticky moments, notes and reflections. They stay on this device and are part of no plan, page, card or plan file.',
  'records.none': 'There are none yet.',
  'records.orphan': 'A record whose plan is no longer here',
  'records.unreadable': 'A record that cannot be read',
  'records.changed': 'Last changed {when}',
  'records.saveAll': 'Save all as a file',
  'records.saveOne': 'Save as a file: {plan}',
  'records.deleteOne': 'Delete: {plan}',
  'records.save': 'Save as a file',
  'records.delete': 'Delete',

  'notDeleted.storage-full': 'This device’s storage is full, and deleting needs a little room. Your private record is still here.',
  'notDeleted.newer': 'Only a newer version of this extension can delete your private record. It is still here.',
  'notDeleted.unavailable': 'This browser does not let your private record be deleted. It is still here.',

  'delete.title': 'Delete from this device',
  'delete.plan': 'The plan, with all its words and earlier versions',
  'delete.record': 'Your private record about it',
  'delete.elsewhere': 'What was sent to Notion or Trello stays there.',
  'delete.planFull': 'This device’s storage is full, and deleting needs a little room. The plan is still here.',
  'delete.planToo': 'So is the plan.',
  'delete.recordGone': 'Your private record is deleted.',
  'delete.sure': 'Delete for good',
  'delete.cancel': 'Keep everything',
} as const;

export type CoachWordKey = keyof typeof words;

export function t(key: CoachWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
