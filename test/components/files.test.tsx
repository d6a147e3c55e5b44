// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppProvider, type ImportedPlans } from '../../components/app-context.tsx';
import { readText } from '../../components/files/read-text.ts';
import { OpenPlanFile } from '../../components/files/open-plan-file.tsx';
import { savePlanFile } from '../../components/files/save-plan-file.ts';
import { FakePort } from './support/fake-port.ts';
import { all, click, close, find, has, openOptions, settle, words } from './support/screen.tsx';

type Plans = Extract<ImportedPlans, { readonly kind: 'imported' }>;
const imported = (plans: Plans['plans'], rejected: Plans['rejected'] = []): ImportedPlans => ({ kind: 'imported', plans, rejected });
const plan = (planId: string, how: Plans['plans'][number]['how'], outcome = `Outcome of ${planId}`): Plans['plans'][number] => ({
  planId,
  how,
  outcome,
});

let port: FakePort;

beforeEach(() => {
  port = new FakePort({ surface: 'options' });
});

afterEach(() => {
  close();
  render(null, document.body);
  document.body.replaceChildren();
});

const file = (text: string | Uint8Array<ArrayBuffer>, name = 'a.plan.json'): File => new File([text], name);

/** As the browser does when files were chosen. */
async function choose(...files: readonly File[]): Promise<void> {
  const field = find<HTMLInputElement>('[data-field="import-file"]');
  Object.defineProperty(field, 'files', { value: files, configurable: true });
  await act(() => {
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

async function drop(...files: readonly File[]): Promise<boolean> {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'dataTransfer', { value: { files } });
  await act(() => {
    find('.drop-place').dispatchEvent(event);
  });
  await settle();
  return event.defaultPrevented;
}

describe('plans as files in Options', () => {
  it('saves all plans as one file and says so', async () => {
    await openOptions(port);
    await click('[data-action="export-all"]');
    expect(port.files.map(({ name }) => name)).toEqual(['plan.json']);
    expect(await port.files[0]?.content.text()).toBe('["all","full"]');
    expect(words('[data-section="files"] [role="status"]')).toBe('Saved as a file.');
  });

  it('says when there is no plan to save', async () => {
    await openOptions(Object.assign(port, { exportPlans: async () => null }));
    await click('[data-action="export-all"]');
    expect(port.files).toEqual([]);
    expect(words('[data-section="files"] [role="status"]')).toBe('There is no plan to save yet.');
  });

  it('imports what was chosen and names each plan by its words', async () => {
    port.imported = imported([plan('a', 'added'), plan('b', 'merged'), plan('c', 'unchanged'), plan('d', 'added', '')]);
    await openOptions(port);
    await choose(file('{"x":1}'));
    expect(port.importedTexts).toEqual(['{"x":1}']);
    expect(all('[data-how="added"] li').map((it) => it.textContent)).toEqual(['Outcome of a', 'A plan without words yet']);
    expect(words('[data-how="merged"]')).toContain('Outcome of b');
    expect(words('[data-how="merged"]')).toContain('Undo in the plan takes it back');
    expect(words('[data-how="unchanged"]')).toContain('Outcome of c');
    expect(find('[data-how="added"] .own').tagName).toBe('BDI');
  });

  it('says of a plan that was not taken which one, where, why, and what to do', async () => {
    port.imported = imported(
      [],
      [
        { plan: 'My words', field: 'steps[2].due.date', why: 'not-a-day' },
        { plan: 'Other', field: '', why: 'newer-here' },
      ],
    );
    await openOptions(port);
    await choose(file('{}'));
    const [first, second] = all('[data-how="rejected"] li').map((it) => it.textContent);
    expect(first).toContain('My words');
    expect(first).toContain('steps[2].due.date this is no day of the calendar');
    expect(first).toContain('Nothing of it was changed.');
    expect(second).toContain('made by a newer version');
    expect(second).not.toContain('Correct this place');
  });

  it.each<[ImportedPlans, string]>([
    [{ kind: 'not-a-plan-file' }, 'This is no plan file'],
    [{ kind: 'newer' }, 'made by a newer version'],
    [imported([]), 'There is no plan in this file'],
    [{ kind: 'storage-full', plans: [plan('a', 'added')] }, 'Outcome of a'],
  ])('is calm about %j', async (result, sentence) => {
    port.imported = result;
    await openOptions(port);
    await choose(file('{}'));
    expect(words('.import-result')).toContain(sentence);
  });

  it('takes several files, dropped as well, and says what came of each', async () => {
    port.imported = imported([plan('a', 'unchanged')]);
    await openOptions(port);
    expect(await drop(file('1', 'one.json'), file('2', 'two.json'), file(new Uint8Array([0xff, 0x22]), 'three.json'))).toBe(true);
    expect(port.importedTexts).toEqual(['1', '2']);
    expect(all('[data-imported]').map((it) => it.dataset['imported'])).toEqual(['imported', 'imported', 'not-text']);
    expect(all('[data-imported] > p bdi').map((it) => it.textContent)).toEqual(['one.json', 'two.json', 'three.json']);
  });

  it('does nothing when nothing was chosen', async () => {
    await openOptions(port);
    await choose();
    expect(port.importedTexts).toEqual([]);
    expect(words('.import-result')).toBe('');
  });
});

describe('opening a plan file', () => {
  let opened: string[];

  async function draw(): Promise<void> {
    opened = [];
    await act(() =>
      render(
        <AppProvider value={port}>
          <OpenPlanFile onOpened={(planId) => opened.push(planId)} />
        </AppProvider>,
        document.body,
      ),
    );
  }

  beforeEach(() => {
    port = new FakePort({ surface: 'panel' });
  });

  it('goes straight to the plan in it', async () => {
    port.imported = imported([plan('a', 'unchanged')]);
    await draw();
    await choose(file('{}'));
    expect(opened).toEqual(['a']);
  });

  it('lets the person look when there is more to it', async () => {
    port.imported = imported([plan('a', 'added'), plan('b', 'merged')]);
    await draw();
    await choose(file('{}'));
    expect(opened).toEqual([]);
    await click('[data-action="open-imported"][data-plan="b"]');
    expect(opened).toEqual(['b']);
  });

  it('says when it is no plan file', async () => {
    await draw();
    await choose(file('hello'));
    expect(opened).toEqual([]);
    expect(words('[role="status"]')).toContain('This is no plan file');
  });

  it('in the popup leads to Options, where the browser can ask for a file', async () => {
    port = new FakePort({ surface: 'popup' });
    await draw();
    await click('[data-action="open-file"]');
    expect(port.went).toEqual(['options']);
    expect(has('[data-field="import-file"]')).toBe(false);
  });
});

describe('a file', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode('Größe 明日')],
    ['UTF-8 with a mark', new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('Größe 明日')])],
    ['UTF-16 LE', new Uint8Array([0xff, 0xfe, ...Buffer.from('Größe 明日', 'utf16le')])],
    ['UTF-16 BE', new Uint8Array([0xfe, 0xff, ...Buffer.from('Größe 明日', 'utf16le').swap16()])],
  ])('in %s is read as it was written', async (_name, bytes) => {
    expect(await readText(new Blob([bytes]))).toBe('Größe 明日');
  });

  it('in another encoding is not guessed at', async () => {
    expect(await readText(new Blob([new Uint8Array([0x47, 0x72, 0xf6, 0xdf, 0x65])]))).toBeNull();
  });

  it('is not saved when the plan is gone', async () => {
    expect(await savePlanFile(Object.assign(port, { exportPlans: async () => null }), ['a'], 'full')).toBe('gone');
    expect(port.files).toEqual([]);
  });
});
