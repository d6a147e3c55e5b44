import type { ComponentChildren, VNode } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import type { DraftStore } from '../app-context.tsx';
import { t } from '../locales/en-coach.ts';
import { useDraftField } from '../question/use-draft-field.ts';
import type { KeptRecord, RecordKind, RecordPort } from '../record-port.ts';
import { useRecordPort } from './use-record-port.ts';
import { setNote } from './record-changes.ts';

interface Props {
  readonly planId: string;
  readonly kind: RecordKind;
  readonly onKept: (kept: KeptRecord) => void;
  /** Stands beside the name of the field. */
  readonly children?: ComponentChildren;
}

/** Free words about a conversation. There is nothing to press: what is typed is kept, in the private record only. */
export function PrivateNote({ planId, kind, onKept, children }: Props): VNode {
  const id = useId();
  const record = useRecordPort();
  const drafts = useMemo(() => noteStore(record, kind, onKept), [record, kind, onKept]);
  const draft = useDraftField<HTMLTextAreaElement>({
    planId,
    draftKey: 'note',
    initial: '',
    choice: null,
    onChoice: () => undefined,
    onKept: () => undefined,
    drafts,
  });
  return (
    <div class="private-note">
      <div class="note-head">
        <label class="field-label" for={id}>
          {t('note.label')}
        </label>
        {children}
      </div>
      <textarea id={id} ref={draft.ref} data-field="private-note" rows={2} dir="auto" onInput={draft.onInput} onBlur={draft.onBlur} />
    </div>
  );
}

/** The note is its own draft. A caret that moves is nothing to keep. */
function noteStore(record: RecordPort, kind: RecordKind, onKept: (kept: KeptRecord) => void): DraftStore {
  let known: string | null = null;
  return {
    readDraft: async (planId) => {
      const read = await record.read(planId);
      const note = read.kind === 'found' ? read.record.note : '';
      known = note;
      return { text: note, start: note.length, end: note.length, choice: null };
    },
    saveDraft: async (planId, _key, { text }) => {
      if (text === known) return { kind: 'saved' };
      const kept = await record.update(planId, kind, setNote(text), { isTyping: true });
      known = kept.kind === 'saved' ? text : null;
      onKept(kept);
      return { kind: kept.kind === 'saved' ? 'saved' : 'storage-full' };
    },
    watch: record.watch,
  };
}
