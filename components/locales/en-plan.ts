/** English words of the whole-plan screen. */
import { translate, type Values } from '../translate.ts';

const words = {
  'plan.steps': 'Steps',
  'plan.noSteps': 'The steps will be here, in the order you choose.',
  'plan.addStep': 'Add a step',
  'plan.noTime': 'No time yet',
  'plan.changeDate': 'Change the time of step {n}: {when}',
  'plan.ifThen': 'If {challenge}, then {then}',
  'plan.note': 'Note',
  'plan.parts': 'Parts',
  'plan.review': 'The whole plan again: {when}',
  'plan.reviewWith': 'The whole plan again',
  'plan.with': ', with',

  'step.done': 'Done: {words}',
  'step.checkIn': 'Check in',
  'step.checkInOf': 'Check in: step {n}',
  'step.change': 'Change',
  'step.changeOf': 'Change step {n}',
  'step.editWords': 'Change the words',
  'step.up': 'Move up',
  'step.down': 'Move down',
  'step.moved': 'Now step {n} of {all}.',
  'step.before': 'What needs to happen just before this?',
  'step.partly': 'Partly done',
  'step.notDone': 'Not done',
  'step.lookAt': 'A look at how it is going: {day}',
  'step.keepOrder': 'Keep it',
  'undo.kept': 'remark',
  'step.order': 'Earlier than the step before it. That can be right.',

  'own.yes': 'Yes, this is my plan',
  'own.clientYes': 'The client said yes',
  'own.changed': 'Changed since you confirmed it. What was sent stays as it was until you confirm again and send.',
  'own.confirmed': 'Confirmed on {day}.',

  'send.send': 'Send',
  'send.notConfirmed': 'A plan goes out once you have confirmed it.',
  'send.noSteps': 'A plan goes out once it has a step and you have confirmed it.',
  'send.notConnected': 'Connect Notion or Trello in Options, and your plan can live there too.',
  'send.noPlace': 'Choose in Options where in Notion or Trello your plan belongs.',
  'send.openOptions': 'Open Options',
  'send.queued': 'On its way to {places}.',
  'send.and': '{first} and {second}',

  'where.notion': 'Notion',
  'where.trello': 'Trello',
  'where.label': 'Where this plan is',
  'delivery.none': 'Not sent to {place} yet.',
  'delivery.notConnected': '{place} is not connected.',
  'delivery.noPlace': '{place} is connected; where the plan belongs there is not chosen yet.',
  'delivery.sending': 'Going to {place} now.',
  'delivery.inNotion': 'In Notion',
  'delivery.onTrello': 'On Trello',
  'delivery.retry': 'Try again',
  'delivery.options': 'Open Options',
  'delivery.waiting': 'Waiting to go to {place}.',
  'delivery.until': 'Next try at {time}.',
  'delivery.offline': 'Waiting for {place}: this device is offline.',
  'delivery.throttled': 'Waiting for {place}, which asks for a pause.',
  'delivery.service-unavailable': 'Waiting for {place}, which cannot be reached at the moment.',
  'delivery.conflict': 'Waiting for {place}, where something else is being saved at the same time.',
  'delivery.bad-answer': 'Waiting for {place}, whose answer could not be read.',
  'delivery.uncertain': 'Waiting to look whether the last try arrived at {place}, so that nothing is made twice.',
  'delivery.earlier': 'as you sent it before; what you confirmed since goes there when you send again',
  'blocked.token-refused': '{place} no longer accepts this connection. Nothing is lost; reconnect to send this plan.',
  'blocked.other-account':
    '{place} is connected with another account than the one this plan was sent with. Connect the first one again, or choose a new place.',
  'blocked.not-connected': '{place} is not connected. Nothing is lost; connect it and this plan goes there.',
  'blocked.target-missing':
    'The chosen place in {place} cannot be reached: it is gone or no longer shared. Choose another one, or put it back.',
  'blocked.target-gone':
    'Some of this plan was put away, moved or taken out of sight in {place}. It was left alone; the rest is there. Put it back and try again.',
  'blocked.no-permission': '{place} does not let this connection write there. Allow it in {place}, or choose another place.',
  'blocked.plan-limit': '{place} has reached a limit of your account there. Make room in {place}, then try again.',
  'blocked.mapping-broken': 'A property this plan is kept in has changed in {place}. Look at the mapping in Options.',
  'blocked.refused': '{place} did not accept this plan. Nothing is lost.',
  'blocked.unknown': '{place} needs something from you before this plan can go there.',
  'blocked.detail': '{place} says: {detail}',

  'activity.label': 'What happened on the way',
  'activity.remote-value-kept': 'In {place} this was changed to other words; the ones from here were written. The others were:',
  'activity.surplus-removed': 'A second copy in {place} was put away.',
  'activity.surplus-kept': 'A second copy in {place} has changes of its own and was left alone.',
  'activity.step-left': 'A step is no longer in the plan. What it was in {place} stays there; put it away there if you like.',
  'activity.adopted': 'Found in {place} and taken over, so that nothing was made twice.',
  'activity.other': 'Something was noted about {place}.',
  'activity.look': 'Look at it',
} as const;

export type PlanWordKey = keyof typeof words;

export function t(key: PlanWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}

export function isPlanWordKey(key: string): key is PlanWordKey {
  return Object.hasOwn(words, key);
}
