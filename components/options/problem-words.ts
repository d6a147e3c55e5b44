/** Every way a request can fail, in words: what happened, what it means for the plans, what to do. */
import type { DestinationName } from '../../sync/destination.ts';
import type { Problem, ProblemCode } from '../../sync/messages.ts';
import { type OptionsWordKey, t } from '../locales/en-options.ts';

/** Written out so that a new code does not compile until it has words. */
const WORDS: Readonly<Record<ProblemCode, OptionsWordKey>> = {
  'bad-request': 'problem.bad-request',
  empty: 'problem.empty',
  'token-refused': 'problem.token-refused',
  'token-wrong-service': 'problem.token-wrong-service',
  'key-refused': 'problem.key-refused',
  'no-write-permission': 'problem.no-write-permission',
  'not-connected': 'problem.not-connected',
  'not-found': 'problem.not-found',
  'not-an-address': 'problem.not-an-address',
  cancelled: 'problem.cancelled',
  'origin-not-allowed': 'problem.origin-not-allowed',
  'no-key': 'problem.no-key',
  offline: 'problem.offline',
  throttled: 'problem.throttled',
  'service-unavailable': 'problem.service-unavailable',
  'bad-answer': 'problem.bad-answer',
  refused: 'problem.refused',
  unexpected: 'problem.unexpected',
};

export function problemWords({ code, detail, notBefore }: Problem, destination: DestinationName, locale: string): string {
  const place = t(`place.${destination}`);
  const sentences = [t(WORDS[code], { place })];
  if (detail !== null) sentences.push(t('problem.detail', { place, detail }));
  if (notBefore !== null) sentences.push(t('problem.after', { time: clockTime(notBefore, locale) }));
  return sentences.join(' ');
}

function clockTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(at);
}
