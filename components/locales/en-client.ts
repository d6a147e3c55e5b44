/** English words of the screen for the client. */
import { translate } from '../translate.ts';

const words = {
  'client.noPlan': 'This screen shows the questions of one plan. It opens from that plan, in the side panel.',
  'client.gone': 'This plan is no longer here.',
  'client.archived': 'This plan has been put away.',
  'client.unreadable': 'This plan cannot be shown at the moment. Nothing of it was deleted.',
  'client.steps': 'Steps',
} as const;

export function t(key: keyof typeof words): string {
  return translate({ tag: 'en', words }, key);
}
