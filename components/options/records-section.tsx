/** Options: every private record on this device, by what its plan says now. A record itself holds no client's words. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { titleOf } from '../../plan/words.ts';
import { type AppPort, useApp } from '../app-context.tsx';
import { t } from '../locales/en-coach.ts';
import { Own } from '../own-words.tsx';
import { DeleteRecord } from '../record/delete-record.tsx';
import { useRecordPort } from '../record/use-record-port.ts';
import type { ListedRecord, PrivateRecord, RecordPort } from '../record-port.ts';
import { recordFile } from '../reflection/record-file.ts';
import { momentOf } from '../record/moments.ts';

interface Named {
  readonly listed: ListedRecord;
  /** Null where the plan is gone or cannot be read. */
  readonly about: { readonly client: string | null; readonly words: string | null } | null;
}

export function RecordsSection(): VNode {
  const port = useApp();
  const record = useRecordPort();
  const heading = useRef<HTMLHeadingElement>(null);
  const [named, setNamed] = useState<readonly Named[] | null>(null);
  useEffect(() => {
    const reread = async (): Promise<void> => setNamed(await nameAll(port, record));
    void reread();
    return record.watch((change) => {
      if (change.kind === 'plan') void reread();
    });
  }, [port, record]);
  return (
    <section class="service records" data-section="records" aria-labelledby="records-title">
      <h2 id="records-title" ref={heading} tabIndex={-1}>
        {t('records.title')}
      </h2>
      <p class="soft">{t('records.intro')}</p>
      {named?.length === 0 && <p class="soft">{t('records.none')}</p>}
      <ul>
        {named?.map((it) => (
          <RecordLine key={it.listed.planId} named={it} onDeleted={() => heading.current?.focus()} />
        ))}
      </ul>
      {named && named.length > 1 && (
        <button
          data-action="save-records"
          onClick={() =>
            port.saveFile(
              recordFile(
                named.map(({ listed }) => listed),
                port.today(),
              ),
            )
          }
        >
          {t('records.saveAll')}
        </button>
      )}
    </section>
  );
}

interface LineProps {
  readonly named: Named;
  readonly onDeleted: () => void;
}

function RecordLine({ named: { listed, about }, onDeleted }: LineProps): VNode {
  const port = useApp();
  const { planId, read } = listed;
  const name = about?.words ?? t(read.kind === 'found' ? 'records.orphan' : 'records.unreadable');
  return (
    <li data-record={planId}>
      <div>
        {about?.client && (
          <p class="small">
            <bdi>{about.client}</bdi>
          </p>
        )}
        <p>{about?.words == null ? name : <Own>{name}</Own>}</p>
        {about === null && read.kind === 'found' && <OwnBeginning record={read.record} />}
        {read.kind === 'found' && <p class="soft small">{t('records.changed', { when: momentOf(read.record.updatedAt, port) })}</p>}
        {read.kind === 'unreadable' && <p class="attention small">{t(`kept.${read.reason}`)}</p>}
      </div>
      <div class="record-acts">
        <button
          class="link small"
          data-action="save-record"
          aria-label={t('records.saveOne', { plan: name })}
          onClick={() => port.saveFile(recordFile([listed], port.today()))}
        >
          {t('records.save')}
        </button>
        <DeleteRecord
          planId={planId}
          label={t('records.delete')}
          fullLabel={t('records.deleteOne', { plan: name })}
          isAlone={about === null}
          onDeleted={onDeleted}
        />
      </div>
    </li>
  );
}

/** The plan is gone, and with it the client's words; what was noted here tells one such record from another. */
function OwnBeginning({ record }: { readonly record: PrivateRecord }): VNode | null {
  const words = record.note || Object.values(record.answers)[0];
  if (!words) return null;
  return (
    <p>
      <Own>{titleOf(words)}</Own>
    </p>
  );
}

async function nameAll(port: AppPort, record: RecordPort): Promise<readonly Named[]> {
  return Promise.all((await record.list()).map(async (listed) => ({ listed, about: await aboutOf(port, listed.planId) })));
}

async function aboutOf(port: AppPort, planId: string): Promise<Named['about']> {
  const opened = await port.peek(planId);
  if (opened.kind !== 'open') return null;
  const { client, outcome, situation } = opened.plan.session.plan;
  return { client, words: outcome.text || situation };
}
