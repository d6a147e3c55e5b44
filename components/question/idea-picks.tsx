import type { VNode } from 'preact';
import type { Idea } from '../../plan/plan.ts';
import { t } from '../locales/en-question.ts';
import { Own } from '../own-words.tsx';

interface Props {
  readonly offered: readonly Idea[];
  /** The ideas marked so far, in the order marked; null while one click places one idea. */
  readonly marked: readonly string[] | null;
  readonly onPlace: (ideaId: string) => void;
  readonly onMark: (marked: readonly string[] | null) => void;
}

/** Ideas not placed yet. A click places one; "Pick several" numbers them in the order clicked. */
export function IdeaPicks({ offered, marked, onPlace, onMark }: Props): VNode | null {
  if (offered.length === 0) return null;
  const pick = (ideaId: string, isOneOfSeveral: boolean): void => {
    if (marked === null && !isOneOfSeveral) onPlace(ideaId);
    else onMark(toggled(marked ?? [], ideaId));
  };
  return (
    <section class="picks" aria-label={t('pick.label')}>
      <div class="rows">
        {offered.map(({ id, text }) => (
          <button
            key={id}
            class="row"
            data-idea={id}
            aria-pressed={marked ? marked.includes(id) : undefined}
            onClick={(event) => pick(id, event.ctrlKey || event.metaKey || event.shiftKey)}
          >
            {marked && <span class="number">{numberOf(marked, id)}</span>}
            <Own>{text}</Own>
          </button>
        ))}
      </div>
      {offered.length > 1 && (
        <button class="link small" data-action="pick-several" aria-pressed={marked !== null} onClick={() => onMark(marked ? null : [])}>
          {t(marked ? 'pick.one' : 'pick.several')}
        </button>
      )}
    </section>
  );
}

function toggled(marked: readonly string[], ideaId: string): readonly string[] {
  return marked.includes(ideaId) ? marked.filter((it) => it !== ideaId) : [...marked, ideaId];
}

function numberOf(marked: readonly string[], ideaId: string): string {
  const at = marked.indexOf(ideaId);
  return at < 0 ? '' : String(at + 1);
}
