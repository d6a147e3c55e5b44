/** "Which of your words shall stand for this?": the person selects a stretch of their own answer. */
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Answered, setLabel, wordsOf } from '../../plan/kept-words.ts';
import type { Plan } from '../../plan/plan.ts';
import { echoWords, labelFrom } from '../../plan/words.ts';
import { t } from '../locales/en-edit.ts';
import { Own, useEchoRules } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';
import { changePlan } from './change.ts';
import { EchoLength } from './short-form.tsx';
import { useSelectionDraft } from './use-selection-draft.ts';

interface Props {
  readonly plan: Plan;
  readonly of: Answered;
  readonly actions: PlanActions;
  /** It opened by itself, so the focus stays where it is. */
  readonly isResumed: boolean;
  readonly onClose: () => void;
}

export function LabelEdit({ plan, of, actions, isResumed, onClose }: Props): VNode | null {
  const rules = useEchoRules();
  const field = useRef<HTMLTextAreaElement>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const said = wordsOf(plan, of);
  const whole = echoWords(said?.text ?? '', rules);
  const draft = useSelectionDraft({
    planId: plan.id,
    id: idOf(of),
    whole,
    onKept: actions.kept,
    onFound: (start, end) => {
      field.current?.setSelectionRange(start, end);
      read();
    },
  });
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return undefined;
    const refuse = (event: Event): void => event.preventDefault();
    element.addEventListener('beforeinput', refuse);
    if (!isResumed) element.focus();
    return () => element.removeEventListener('beforeinput', refuse);
  }, [isResumed]);
  if (!said) return null;
  const read = (): void => {
    const element = field.current;
    if (!element) return;
    const { value, selectionStart, selectionEnd } = element;
    const stretch = value.slice(selectionStart, selectionEnd);
    const label = stretch.trim() === '' ? null : labelFrom(said.text, stretch, rules);
    setSelected(label);
    if (label !== null) draft.keep(value, selectionStart, selectionEnd);
  };
  const close = (): void => {
    void draft.forget();
    onClose();
  };
  const use = async (label: string | null): Promise<void> => {
    if (await changePlan(actions, 'label', (now) => setLabel(now, of, label, rules))) close();
  };
  return (
    <div class="label-edit" data-label-edit="" role="group" aria-label={t('label.question')}>
      <p>{t('label.question')}</p>
      <p class="soft small">{t('label.how')}</p>
      <textarea
        ref={field}
        class="own"
        data-field="label"
        rows={1}
        dir="auto"
        // Not `readonly`: a field with that has no caret to select with from the keyboard.
        aria-readonly="true"
        inputMode="none"
        spellcheck={false}
        onInput={(event) => {
          event.currentTarget.value = whole;
        }}
        aria-label={t('label.question')}
        value={whole}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          close();
        }}
        onSelect={read}
        onKeyUp={read}
        onPointerUp={read}
      />
      <p class="small" role="status" data-selected="">
        {selected !== null && (
          <>
            {t('label.selected')} <Own>{selected}</Own>
          </>
        )}
        {selected === null && said.label !== null && (
          <>
            {t('label.now')} <Own>{said.label}</Own>
          </>
        )}
      </p>
      <div class="inline-actions">
        <button data-action="use-label" disabled={selected === null} onClick={() => use(selected)}>
          {t('label.use')}
        </button>
        {said.label !== null && (
          <button class="link" data-action="remove-label" onClick={() => use(null)}>
            {t('label.none')}
          </button>
        )}
        <button class="link" data-action="close-label" onClick={close}>
          {t('label.close')}
        </button>
        <EchoLength plan={plan} actions={actions} />
      </div>
    </div>
  );
}

/** Of whose words a stretch is being selected. */
export function idOf(of: Answered): string {
  return of.kind === 'outcome' ? 'outcome' : of.id;
}
