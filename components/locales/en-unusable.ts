/** What is said when the database on this device cannot be used at all. */
import { translate } from '../translate.ts';

const words = {
  'unusable.newer': 'Your plans were kept by a newer version',
  'unusable.newerDo': 'They are all still here. Updating this extension shows them again.',
  'unusable.unavailable': 'This browser does not let the extension keep anything',
  'unusable.unavailableDo':
    'Without that a plan would be lost when this view closes, so none can be begun here. Leaving private browsing, or allowing site data, helps.',
} as const;

export function t(key: keyof typeof words): string {
  return translate({ tag: 'en', words }, key);
}
