/** What only the coach sees, below the conversation: the question's mark, the cue, private keys and a private note. */
import type { VNode } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { OutcomeKind } from '../../plan/flow.ts';
import type { Presented } from '../../plan/present.ts';
import { type OpenPlan, type Preferences, useApp } from '../app-context.tsx';
import { t } from '../locales/en-coach.ts';
import type { PlanActions } from '../plan-actions.ts';
import type { KeptRecord } from '../record-port.ts';
import { usePreferences } from '../use-preferences.ts';
import { Cue } from './cue.tsx';
import { PrivateNote } from '../record/private-note.tsx';
import { useRecordPort } from '../record/use-record-port.ts';
import { addMark, removeMark } from '../record/record-changes.ts';
import { canSort, SORTS, sortBy } from './sort-outcome.ts';
import { chordName, spokenKeys } from './strip-keys.ts';
import { type NotKept, StripStatus, type Told } from './strip-status.tsx';
import { useStripKeys } from './use-strip-keys.ts';

interface Props {
  readonly open: OpenPlan;
  /** Null while the whole plan is on the screen. */
  readonly presented: Presented | null;
  readonly actions: PlanActions;
}

const SORT_KEYS: Readonly<Record<OutcomeKind, string>> = { problem: 'P', remedy: 'R', outcome: 'O' };

export function CoachStrip({ open, presented, actions }: Props): VNode {
  const port = useApp();
  const record = useRecordPort();
  const strip = useRef<HTMLElement>(null);
  const { plan } = open.session;
  const [preferences, savePreferences] = usePreferences();
  const [told, setTold] = useState<Told | null>(null);
  const sorts = canSort(plan, presented);
  const onKept = useCallback((kept: KeptRecord): void => setTold((now) => afterKeeping(kept, now)), []);

  useEffect(() => setTold((now) => (now?.kind === 'marked' ? null : now)), [presented?.key]);

  const mark = async (): Promise<void> => {
    const about = { question: presented?.id ?? null, subject: presented?.instance.subject ?? '' };
    const kept = await record.update(plan.id, 'coach', addMark(about));
    const added = kept.kind === 'saved' ? kept.record.marks.at(-1) : undefined;
    setTold(added ? { kind: 'marked', mark: added } : afterKeeping(kept, null));
  };
  const takeBack = async (markId: string): Promise<void> => {
    const kept = await record.update(plan.id, 'coach', removeMark(markId));
    setTold(afterKeeping(kept, null));
  };
  const choose = async (change: Partial<Preferences>): Promise<void> => {
    const isKept = (await savePreferences(change)) === 'saved';
    setTold((now) => afterWriting(isKept ? null : 'storage-full', now));
  };
  const sort = (as: OutcomeKind): void => {
    if (sorts) void sortBy(actions, as);
  };
  useStripKeys(strip, { s: () => void mark(), p: () => sort('problem'), r: () => sort('remedy'), o: () => sort('outcome') });

  // Folded until it is known: what was folded away must not flash up.
  const isFolded = preferences === null || preferences.isStripFolded === true;
  return (
    <aside ref={strip} class="coach-strip" data-coach-strip="" data-folded={isFolded} aria-label={t('strip.label')}>
      <div class="strip-head">
        <h2>{t('strip.label')}</h2>
        <button
          class="link small end"
          data-action="fold-strip"
          aria-expanded={!isFolded}
          onClick={() => void choose({ isStripFolded: !isFolded })}
        >
          {t(isFolded ? 'strip.unfold' : 'strip.fold')}
        </button>
        <StripStatus told={told} onTakeBack={takeBack} />
      </div>
      {!isFolded && (
        <div class="strip-body">
          <Cue presented={presented} isOn={preferences.cues} onSwitch={(cues) => void choose({ cues })} />
          <div class="strip-keys">
            <kbd class="chord" dir="ltr">
              {chordName()} +
            </kbd>
            <KeyButton letter="S" data-action="sticky-mark" label={t('sticky.mark')} onPress={() => void mark()} />
            {sorts &&
              SORTS.map((as) => (
                <KeyButton key={as} letter={SORT_KEYS[as]} data-sort={as} label={t(`sort.${as}`)} onPress={() => sort(as)} />
              ))}
          </div>
          <PrivateNote planId={plan.id} kind="coach" onKept={onKept}>
            <button class="link small end" data-action="client-screen" onClick={() => void port.openClientScreen(plan.id)}>
              {t('strip.clientScreen')}
            </button>
          </PrivateNote>
        </div>
      )}
    </aside>
  );
}

interface KeyButtonProps {
  readonly letter: string;
  readonly label: string;
  readonly onPress: () => void;
  readonly 'data-action'?: string;
  readonly 'data-sort'?: string;
}

function KeyButton({ letter, label, onPress, ...hooks }: KeyButtonProps): VNode {
  return (
    <button {...hooks} aria-keyshortcuts={spokenKeys(letter)} onClick={onPress}>
      {label} <kbd>{letter}</kbd>
    </button>
  );
}

function afterKeeping(kept: KeptRecord, told: Told | null): Told | null {
  switch (kept.kind) {
    case 'saved':
      return afterWriting(null, told);
    case 'storage-full':
      return afterWriting('storage-full', told);
    case 'unreadable':
      return afterWriting(kept.reason, told);
  }
}

/** Says only what needs saying: that something was not kept, and why. Once it was, the complaint is over. */
function afterWriting(why: NotKept | null, told: Told | null): Told | null {
  if (why !== null) return { kind: 'not-kept', why };
  return told?.kind === 'not-kept' ? null : told;
}
