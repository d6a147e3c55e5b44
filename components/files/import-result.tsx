/** What came of importing: each plan by its own words, and for what was not taken the place and what to do. */
import type { VNode } from 'preact';
import type { ImportedPlans } from '../app-context.tsx';
import { t } from '../locales/en-files.ts';
import { t as tHome } from '../locales/en.ts';
import { Own } from '../own-words.tsx';
import type { ImportedFile, Importing } from './import-files.ts';

interface Props {
  readonly importing: Importing;
  /** Where a plan can be opened from here. */
  readonly onOpen?: (planId: string) => void;
}

/** The region stays in the page when it is empty: assistive technology announces changes, not arrivals. */
export function ImportResult({ importing: { files, isBusy }, onOpen }: Props): VNode {
  return (
    <div class="import-result" role="status">
      {isBusy && <p class="soft">{t('files.busy')}</p>}
      {!isBusy && files?.map((file, index) => <FileResult key={index} file={file} isNamed={files.length > 1} onOpen={onOpen} />)}
    </div>
  );
}

interface FileProps {
  readonly file: ImportedFile;
  readonly isNamed: boolean;
  readonly onOpen: Props['onOpen'];
}

function FileResult({ file: { name, result }, isNamed, onOpen }: FileProps): VNode {
  return (
    <div data-imported={result.kind}>
      {isNamed && (
        <p class="small">
          <bdi>{name}</bdi>
        </p>
      )}
      <Result result={result} onOpen={onOpen} />
    </div>
  );
}

function Result({ result, onOpen }: { readonly result: ImportedFile['result']; readonly onOpen: Props['onOpen'] }): VNode {
  switch (result.kind) {
    case 'not-a-plan-file':
      return <p>{t('files.notAPlanFile')}</p>;
    case 'newer':
      return <p>{t('files.newer')}</p>;
    case 'not-text':
      return <p>{t('files.notText')}</p>;
    case 'storage-full':
      return (
        <>
          <p>{t('files.full')}</p>
          <Taken plans={result.plans} onOpen={onOpen} />
        </>
      );
    case 'imported':
      return (
        <>
          {result.plans.length + result.rejected.length === 0 && <p>{t('files.empty')}</p>}
          <Taken plans={result.plans} onOpen={onOpen} />
          <Rejected rejected={result.rejected} />
        </>
      );
  }
}

type Imported = Extract<ImportedPlans, { readonly kind: 'imported' }>;

function Taken({ plans, onOpen }: { readonly plans: Imported['plans']; readonly onOpen: Props['onOpen'] }): VNode {
  return (
    <>
      {(['added', 'merged', 'unchanged'] as const).map((how) => {
        const these = plans.filter((plan) => plan.how === how);
        return these.length === 0 ? null : (
          <div key={how} data-how={how}>
            <p class="small">{t(`files.how.${how}`)}</p>
            <ul>
              {these.map(({ planId, outcome }) => (
                <li key={planId}>
                  {outcome ? <Own>{outcome}</Own> : <span class="soft">{tHome('home.untitled')}</span>}
                  {onOpen && (
                    <button class="link" data-action="open-imported" data-plan={planId} onClick={() => onOpen(planId)}>
                      {t('files.openHere')}
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {how === 'merged' && <p class="small">{t('files.merged')}</p>}
          </div>
        );
      })}
    </>
  );
}

function Rejected({ rejected }: { readonly rejected: Imported['rejected'] }): VNode | null {
  if (rejected.length === 0) return null;
  return (
    <div data-how="rejected">
      <p class="small">{t('files.rejected')}</p>
      <ul>
        {rejected.map(({ plan, field, why }, index) => (
          <li key={index} data-why={why}>
            <Own>{plan}</Own>
            <p>
              {field !== '' && <code dir="ltr">{field}</code>} {t(`files.why.${why}`)}
            </p>
            {field !== '' && <p class="small">{t('files.correct')}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
