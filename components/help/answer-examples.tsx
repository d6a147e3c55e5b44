import type { VNode } from 'preact';
import { t } from '../locales/en-help.ts';
import { Own } from '../own-words.tsx';
import { useLoadedLanguage } from '../plan-language.tsx';
import { spoken } from '../translate.ts';

/** Folded, and nowhere else: an example beside an empty field would put words into it. */
const EXAMPLES = [
  { question: 'outcome', answer: 'outcome' },
  { question: 'need', answer: 'need' },
  { question: 'first', answer: 'first' },
  { question: 'challenge', answer: 'challenge' },
  { question: 'challenge.then', answer: 'challengeThen' },
  { question: 'when', answer: 'when' },
] as const;

export function AnswerExamples(): VNode | null {
  const language = useLoadedLanguage(spoken().tag);
  if (language === null) return null;
  return (
    <details class="fold" data-fold="answers">
      <summary>{t('help.answers')}</summary>
      <p class="soft">{t('help.answers.intro')}</p>
      <dl class="answer-examples">
        {EXAMPLES.map(({ question, answer }) => (
          <div key={question}>
            <dt>{language.wording[question][0]}</dt>
            <dd>
              <Own>{t(`help.answers.${answer}`)}</Own>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
