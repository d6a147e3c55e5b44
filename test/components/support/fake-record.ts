/** The private record, in memory: kept apart from everything the fake port keeps, so that tests can tell them apart. */
import type { AppChange, Draft } from '../../../components/app-context.tsx';
import type { ListedRecord, PrivateRecord, RecordPort, UnreadableRecord } from '../../../components/record-port.ts';
import type { ChangeContext } from '../../../plan/plan.ts';

export class FakeRecord implements RecordPort {
  readonly records = new Map<string, PrivateRecord>();
  readonly drafts = new Map<string, Draft>();
  unreadable: UnreadableRecord | null = null;
  isFull = false;
  /** Why nothing can be deleted. */
  undeletable: 'storage-full' | 'newer' | 'unavailable' | null = null;
  private readonly listeners = new Set<(change: AppChange) => void>();

  constructor(private readonly context: () => ChangeContext) {}

  readonly read: RecordPort['read'] = async (planId) => {
    if (this.unreadable) return this.unreadable;
    const record = this.records.get(planId);
    return record ? { kind: 'found', record } : { kind: 'none' };
  };

  readonly list = async (): Promise<readonly ListedRecord[]> =>
    [...this.records].map(([planId, record]) => ({ planId, read: this.unreadable ?? { kind: 'found', record } }));

  readonly update: RecordPort['update'] = async (planId, kind, change, options) => {
    if (this.unreadable) return this.unreadable;
    if (this.isFull) return { kind: 'storage-full' };
    const context = this.context();
    const { now } = context;
    const empty: PrivateRecord = {
      schemaVersion: 1,
      planId,
      kind,
      marks: [],
      note: '',
      answers: {},
      asked: {},
      createdAt: now,
      updatedAt: now,
    };
    const record = { ...change(this.records.get(planId) ?? empty, context), kind, updatedAt: now };
    this.records.set(planId, record);
    if (options?.usesDraft !== undefined) this.drafts.delete(`${planId} ${options.usesDraft}`);
    this.tell({ kind: 'plan', planId });
    return { kind: 'saved', record };
  };

  readonly remove: RecordPort['remove'] = async (planId) => {
    if (this.undeletable === 'storage-full') return { kind: 'storage-full' };
    if (this.undeletable !== null) return { kind: 'unreadable', reason: this.undeletable };
    this.records.delete(planId);
    for (const key of this.drafts.keys()) if (key.startsWith(`${planId} `)) this.drafts.delete(key);
    this.tell({ kind: 'plan', planId });
    return { kind: 'deleted' };
  };

  readonly readDraft = async (planId: string, key: string): Promise<Draft | null> => this.drafts.get(`${planId} ${key}`) ?? null;

  readonly saveDraft: RecordPort['saveDraft'] = async (planId, key, draft) => {
    if (this.isFull) return { kind: 'storage-full' };
    if (draft.text === '') this.drafts.delete(`${planId} ${key}`);
    else this.drafts.set(`${planId} ${key}`, draft);
    return { kind: 'saved' };
  };

  readonly watch = (listener: (change: AppChange) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private tell(change: AppChange): void {
    for (const listener of this.listeners) listener(change);
  }
}
