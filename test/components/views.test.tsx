// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FILE } from '../../components/plan/views/paint.ts';
import { alongsideGroups, setAlongsidePrevious } from '../../plan/alongside.ts';
import { addIdea } from '../../plan/changes.ts';
import { changedSinceConfirmed } from '../../plan/confirmed-changes.ts';
import { activeSteps, type Plan, type View } from '../../plan/plan.ts';
import { converse, OUTCOME, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, click, close, find, has, open, press, question, settle, type, words } from './support/screen.tsx';
// Drawn on demand: read beforehand, so that tests wait for work and never for the disk.
import '../../components/plan/views/flow-view.tsx';
import '../../components/plan/views/map-view.tsx';

let port: FakePort;
let planId: string;

const plan = (): Plan => port.planOf(planId);
const stepTexts = (): readonly string[] => activeSteps(plan()).map((step) => step.text);
const drawnSteps = (): readonly (string | null)[] => all('svg [data-step]').map((it) => it.getAttribute('data-step'));

async function show(view: View, change: (plan: Plan) => Plan = (it) => it): Promise<void> {
  const session = converse(port.newSession(), scripts.whole, port.context());
  planId = port.add({ ...session, plan: change({ ...session.plan, view }) }, 'plan');
  port.lastPlace = planId;
  await open(port);
}

const withSixtySteps = (it: Plan): Plan => {
  const [step] = it.steps;
  return { ...it, steps: Array.from({ length: 60 }, (_, n) => ({ ...step!, id: `step-${n}`, idea: null, text: `Step ${n}` })) };
};

beforeEach(() => {
  port = new FakePort();
});

afterEach(() => {
  close();
  vi.restoreAllMocks();
});

describe('the three views', () => {
  it('open with the one that was chosen', async () => {
    await show('map');
    expect(has('section[data-view="map"]')).toBe(true);
    expect(find('[data-show="map"]').getAttribute('aria-pressed')).toBe('true');
    expect(all('[data-show]').map((it) => it.textContent)).toEqual(['List', 'Flow chart', 'Mind map']);
  });

  it('open with the list on paper, and say what is kept here', async () => {
    await show('paper');
    expect(has('section[data-view="list"]')).toBe(true);
    expect(words('[data-view]')).toContain('Recorded on paper');
    expect(plan().view).toBe('paper');
  });

  it('are looked at without choosing; another choice is remembered, and is no change to confirm', async () => {
    await show('paper');
    await click('[data-show="flow"]');
    expect(has('section[data-view="flow"] svg')).toBe(true);
    expect(plan().view).toBe('paper');
    await click('[data-show="list"]');
    expect([has('[data-action="keep-view"]'), words('[data-view]').includes('Recorded on paper')]).toEqual([false, true]);
    await click('[data-show="flow"]');
    await click('[data-action="keep-view"]');
    expect([plan().view, changedSinceConfirmed(plan()), has('[data-action="keep-view"]')]).toEqual(['flow', false, false]);
    await click('[data-action="undo"]');
    expect(plan().view).toBe('paper');
  });

  it('stay what is looked at when an earlier change is undone', async () => {
    await show('list');
    await click('[data-field="done"]');
    await click('[data-show="flow"]');
    await click('[data-action="undo"]');
    expect(plan().steps[0]?.status).toBe('open');
    expect(has('section[data-view="flow"]')).toBe(true);
  });

  it('print what is shown', async () => {
    const printed = vi.fn();
    vi.stubGlobal('print', printed);
    await show('list');
    await click('[data-action="print-view"]');
    expect(printed).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
});

describe('the flow chart', () => {
  it('draws every step once and in order, as a named picture', async () => {
    await show('flow');
    expect(drawnSteps()).toEqual(plan().steps.map(({ id }) => id));
    expect(find('svg').getAttribute('role')).toBe('img');
    expect(find('svg').getAttribute('aria-label')).toContain('3 steps');
    expect(
      all('svg .outcome text')
        .map((it) => it.textContent)
        .join(' '),
    ).toBe(OUTCOME);
    expect(words('svg .if-then title')).toContain('I put my notebook on the door handle');
  });

  it('says the same in a list: where each step stands and what it comes after', async () => {
    await show('flow', (it) => setAlongsidePrevious(it, it.steps[1]!.id, true));
    expect(all('.as-list [data-row] .small:not(button)').map((it) => it.textContent)).toEqual([
      expect.stringMatching(/^Step 1 of 3, from now, alongside step 2, Fri/),
      expect.stringMatching(/^Step 2 of 3, from now, alongside step 1, Mon/),
      'Step 3 of 3, after steps 1 and 2',
    ]);
  });

  it('moves a step from its box: the same change as in the list', async () => {
    await show('flow');
    const [first, second, third] = plan().steps;
    await click(`svg [data-step="${second!.id}"]`);
    await click('.drawing-tools [data-action="move-up"]');
    expect(plan().steps.map(({ id }) => id)).toEqual([second!.id, first!.id, third!.id]);
    expect(drawnSteps()).toEqual([second!.id, first!.id, third!.id]);
    await click('[data-action="undo"]');
    expect(drawnSteps()).toEqual([first!.id, second!.id, third!.id]);
  });

  it('marks neighbours as alongside, draws them side by side, and says when a move takes them apart', async () => {
    await show('flow');
    const [first, second, third] = plan().steps.map(({ id }) => id);
    await click(`[data-row="${second}"] [data-action="row-tools"]`);
    await click(`[data-row="${second}"] [data-field="alongside"][data-with="1"]`);
    expect(alongsideGroups(activeSteps(plan())).map((rank) => rank.length)).toEqual([2, 1]);
    const row = (id: string | undefined): string =>
      /translate\(\S+ (\S+)\)/.exec(find(`svg [data-step="${id}"]`).getAttribute('transform') ?? '')?.[1] ?? id!;
    expect(row(first)).toBe(row(second));
    expect(row(third)).not.toBe(row(second));
    await click(`[data-row="${second}"] [data-action="move-down"]`);
    expect(alongsideGroups(activeSteps(plan())).map((rank) => rank.length)).toEqual([1, 1, 1]);
    expect(words('.notice')).toContain('No longer alongside each other');
  });

  it('can be walked and opened with the keyboard alone', async () => {
    await show('flow');
    const keys = all('.box-keys button');
    expect(keys.map((it) => it.getAttribute('aria-label'))).toEqual(plan().steps.map((step, index) => `Step ${index + 1}: ${step.text}`));
    expect(keys.map((it) => it.tabIndex)).toEqual([0, -1, -1]);
    keys[0]?.focus();
    await press('ArrowDown');
    expect(document.activeElement).toBe(keys[1]);
    await click(`[data-box="step:${plan().steps[1]!.id}"]`);
    expect(document.activeElement).toBe(find('.drawing-tools [data-action="open-step"]'));
    await press('Escape');
    expect(has('.drawing-tools')).toBe(false);
    expect(document.activeElement).toBe(keys[1]);
  });

  it('opens a step with everything that can be done with it in the list', async () => {
    await show('flow');
    const id = plan().steps[2]!.id;
    await click(`svg [data-step="${id}"]`);
    await click('.drawing-tools [data-action="open-step"]');
    expect(has('section[data-view="list"]')).toBe(true);
    expect(document.activeElement).toBe(find(`[data-step="${id}"] [data-action="step-tools"]`));
    expect(find(`[data-step="${id}"] [data-action="step-tools"]`).getAttribute('aria-expanded')).toBe('true');
    expect(plan().view).toBe('flow');
  });

  it('leads to the time of a step', async () => {
    await show('flow');
    await click('svg [data-step]');
    await click('.drawing-tools [data-action="change-date"]');
    expect(question()).toBe('when');
  });

  it('changes its size by buttons and keys', async () => {
    await show('flow');
    const width = (): number =>
      Number.parseFloat(find('.drawing-sheet').style.inlineSize || find('.drawing-sheet').style.getPropertyValue('inline-size'));
    const before = width();
    await click('[data-action="zoom-in"]');
    expect(width()).toBeGreaterThan(before);
    await click('[data-action="zoom-fit"]');
    expect(width()).toBe(before);
    find('.box-keys button').focus();
    expect(await press('-')).toBe(true);
    expect(width()).toBeLessThan(before);
    expect(await press('0')).toBe(true);
    expect(width()).toBe(before);
    expect(await press('=', find('.drawing-frame'), { ctrlKey: true })).toBe(false);
  });

  it('is dragged by the mouse from anywhere, which presses nothing', async () => {
    await show('flow');
    const frame = find('.drawing-frame');
    const box = find('svg [data-step]');
    const pointer = (kind: string, y: number, target: EventTarget = window): void =>
      void target.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerType: 'mouse', button: 0, clientX: 10, clientY: y }));
    const { scrollLeft, scrollTop } = frame;
    const scrolled = vi.spyOn(frame, 'scrollTo');
    pointer('pointerdown', 100, box);
    pointer('pointermove', 98);
    expect(scrolled).not.toHaveBeenCalled();
    pointer('pointermove', 60);
    expect(scrolled).toHaveBeenLastCalledWith(scrollLeft, scrollTop + 40);
    pointer('pointerup', 60);
    box.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await settle();
    expect(has('.drawing-tools')).toBe(false);
    pointer('pointermove', 20);
    expect(scrolled).toHaveBeenCalledTimes(1);
    await click('svg [data-step]');
    expect(has('.drawing-tools')).toBe(true);
  });

  it('draws only what has changed when one of many steps does', async () => {
    await show('flow', withSixtySteps);
    expect(drawnSteps()).toHaveLength(60);
    const changed = new Set<Node>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const it = target instanceof Element ? target : target.parentElement;
        const box = it?.closest('svg .box');
        if (box) changed.add(box);
      }
    });
    observer.observe(find('svg'), { subtree: true, attributes: true, childList: true, characterData: true });
    await port.update(planId, (session) => ({
      ...session,
      plan: { ...session.plan, steps: session.plan.steps.map((it) => (it.id === 'step-7' ? { ...it, status: 'done' as const } : it)) },
    }));
    await settle();
    observer.disconnect();
    expect([...changed].map((it) => (it instanceof Element ? it.getAttribute('data-step') : null))).toEqual(['step-7']);
    expect(words('svg [data-step="step-7"] text')).toBe('8 ✓');
  });
});

describe('the mind map', () => {
  it('draws outcome, ideas and steps, and the same as nested lists', async () => {
    await show('map');
    const drawn = all('svg .box title').map((it) => it.textContent);
    expect(drawn).toContain(OUTCOME);
    expect(drawn).toEqual(expect.arrayContaining(plan().ideas.map(({ text }) => text)));
    expect(drawnSteps().map(String).sort()).toEqual(
      plan()
        .steps.map(({ id }) => id)
        .sort(),
    );
    expect(
      all('.as-list .own')
        .map((it) => it.textContent)
        .sort(),
    ).toEqual([...drawn].sort());
    expect(all('svg .kept').length).toBe(plan().ideas.filter(({ put }) => put === 'later').length);
  });

  it('takes a new idea under another one, and keeps it half-typed', async () => {
    await show('map');
    const parent = plan().ideas[0]!;
    await click(`[data-box="idea:${parent.id}"]`);
    await click('.drawing-tools [data-action="add-under"]');
    await type('Ask Kim', find<HTMLTextAreaElement>('.drawing-tools textarea'));
    await settle();
    expect(port.savedDrafts.at(-1)?.draft.text).toBe('Ask Kim');
    await press('Enter', find('.drawing-tools textarea'));
    expect(plan().ideas.at(-1)).toMatchObject({ text: 'Ask Kim', parent: parent.id, put: 'open' });
    expect(all('svg .box title').map((it) => it.textContent)).toContain('Ask Kim');
    await click('[data-action="undo"]');
    expect(plan().ideas.map(({ text }) => text)).not.toContain('Ask Kim');
  });

  it('takes a new idea under the outcome', async () => {
    await show('map');
    await click('[data-row="outcome"] [data-action="row-tools"]');
    await click('[data-row="outcome"] [data-action="add-under"]');
    await type('Fresh air', find<HTMLTextAreaElement>('[data-row="outcome"] textarea'));
    await press('Enter', find('[data-row="outcome"] textarea'));
    expect(plan().ideas.at(-1)).toMatchObject({ text: 'Fresh air', parent: null });
  });

  it('changes the words of an idea, and those of its step with it unless that is not wished for', async () => {
    await show('map');
    const step = plan().steps.find(({ idea }) => idea !== null)!;
    await click(`[data-box="idea:${step.idea}"]`);
    await click('.drawing-tools [data-action="edit-node"]');
    expect(has('[data-also-in-step]')).toBe(true);
    await type('In other words', find<HTMLTextAreaElement>('.drawing-tools textarea'));
    await press('Enter', find('.drawing-tools textarea'));
    expect(plan().ideas.find(({ id }) => id === step.idea)?.text).toBe('In other words');
    expect(plan().steps.find(({ id }) => id === step.id)?.text).toBe('In other words');
  });

  it('makes an idea a step, last or before a chosen one', async () => {
    let ids = 0;
    await show('map', (it) => addIdea(it, { text: 'A walk', from: 'purpose' }, { newId: () => `walk-${(ids += 1)}` }).plan);
    await click('[data-box="idea:walk-1"]');
    const before = stepTexts();
    find<HTMLSelectElement>('.drawing-tools select').value = plan().steps[1]!.id;
    find('.drawing-tools select').dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    await click('.drawing-tools [data-action="make-step"]');
    expect(stepTexts()).toEqual([before[0], 'A walk', ...before.slice(1)]);
    expect(words('.notice')).toContain('Now step 2 of 4');
    expect(has('.drawing-tools [data-action="make-step"]')).toBe(false);
    await click('[data-action="undo"]');
    await click('.drawing-tools [data-action="make-step"]');
    expect(stepTexts()).toEqual([...before, 'A walk']);
  });

  it('removes an idea and brings it back', async () => {
    await show('map');
    const idea = plan().ideas[0]!;
    await click(`[data-row="idea:${idea.id}"] [data-action="row-tools"]`);
    await click(`[data-row="idea:${idea.id}"] [data-action="remove-idea"]`);
    expect(plan().ideas.some(({ id }) => id === idea.id)).toBe(false);
    expect(words('.notice')).toContain(idea.text);
    await click('[data-action="undo-remove"]');
    expect(plan().ideas.some(({ id }) => id === idea.id)).toBe(true);
  });

  it('shows what is not needed only when it is wished for', async () => {
    await show('map', (it) => ({
      ...it,
      ideas: it.ideas.map((idea, index) => (index === 0 ? { ...idea, put: 'not-needed' as const } : idea)),
    }));
    const [idea] = plan().ideas;
    expect(has(`[data-box="idea:${idea!.id}"]`)).toBe(false);
    await click('[data-field="with-aside"]');
    expect(has(`[data-box="idea:${idea!.id}"]`)).toBe(true);
  });
});

describe('a drawing as a file', () => {
  it('is an SVG that needs nothing else, named after the outcome', async () => {
    await show('flow', (it) => ({ ...it, outcome: { ...it.outcome, text: 'Tea/coffee <b>& "cake"</b>?' } }));
    await click('[data-action="save-svg"]');
    const [file] = port.files;
    expect(file?.name).toMatch(/^Tea coffee b & cake/);
    expect(file?.name).toMatch(/\.svg$/);
    expect(file?.content.type).toBe('image/svg+xml');
    const text = (await file?.content.text()) ?? '';
    expect(text).toMatch(/^<svg/);
    expect(text.match(/xmlns="/g)).toHaveLength(1);
    expect(text).toContain('&lt;b&gt;&amp;');
    expect(text).not.toMatch(/var\(|class=|data-step|url\(|href/);
    expect(text).toContain('#0f6b63');
    const read = new DOMParser().parseFromString(text, 'image/svg+xml');
    expect(read.querySelector('parsererror')).toBe(null);
    expect(read.documentElement.getAttribute('aria-label')).toBe(plan().outcome.text);
    expect([...read.querySelectorAll('tspan')].map((it) => it.textContent)).toContain('Now');
  });

  it('says so when the browser cannot make a picture of it', async () => {
    vi.stubGlobal(
      'Image',
      class {
        src = '';
        decode(): Promise<void> {
          return Promise.reject(new Error('no picture'));
        }
      },
    );
    await show('flow');
    await click('[data-action="save-png"]');
    expect(port.files).toEqual([]);
    expect(words('.notice')).toContain('could not make that picture');
    vi.unstubAllGlobals();
  });
});

describe('on paper', () => {
  it('pages with every step are there while printing and gone afterwards', async () => {
    await show('flow', withSixtySteps);
    dispatchEvent(new Event('beforeprint'));
    expect(all('.print-page').length).toBeGreaterThan(3);
    expect(all('.print-page [data-step]')).toHaveLength(60);
    dispatchEvent(new Event('afterprint'));
    expect(all('.print-page')).toEqual([]);
  });
});

describe('the colours of files', () => {
  it('are those of the light theme', () => {
    const css = readFileSync(join(import.meta.dirname, '../../components/tokens.css'), 'utf8');
    const [light = ''] = css.split('@media');
    const token = (name: string): string | undefined => new RegExp(`--${name}: (#\\w+);`).exec(light)?.[1];
    expect(FILE).toEqual({
      paper: '#ffffff',
      raised: token('raised'),
      ink: token('ink'),
      softInk: token('soft-ink'),
      rim: token('rim'),
      edge: token('edge'),
      accent: token('accent'),
      wash: token('accent-wash'),
    });
  });
});
