/** Choosing a language: for the interface in Options, for the questions of one plan in its settings. */
import type { VNode } from 'preact';
import type { Plan } from '../../plan/plan.ts';
import { t } from '../locales/en-language.ts';
import { offeredLanguages } from '../offered-languages.ts';

/** Not yet checked by a native speaker who knows the method. */
const UNCHECKED: readonly string[] = ['ar'];

interface Props {
  readonly plan: Plan;
  readonly onChoose: (language: string) => void;
}

/**
 * The language one plan is asked in: the questions, how answers are echoed, and what ends a repeated question. Nothing
 * that was said changes.
 */
export function PlanLanguageSetting({ plan, onChoose }: Props): VNode {
  return (
    <div class="setting">
      <label for="plan-language">{t('language.plan')}</label>
      <select
        id="plan-language"
        data-field="plan-language"
        value={plan.language}
        aria-describedby="plan-language-why"
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {!offeredLanguages.includes(plan.language) && <option value={plan.language}>{nameOf(plan.language)}</option>}
        <LanguageOptions />
      </select>
      <p id="plan-language-why" class="soft small">
        {t('language.planWhy')}
      </p>
    </div>
  );
}

/** Each in its own name, so that it is found by whoever looks for it. */
export function LanguageOptions(): VNode {
  return (
    <>
      {offeredLanguages.map((tag) => (
        <option key={tag} value={tag} lang={tag}>
          {isUnchecked(tag) ? t('language.draft', { name: nameOf(tag) }) : nameOf(tag)}
        </option>
      ))}
    </>
  );
}

export function isUnchecked(tag: string): boolean {
  return UNCHECKED.includes(tag);
}

/** Plans from files may be in any language, or in none that has a name. */
function nameOf(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
