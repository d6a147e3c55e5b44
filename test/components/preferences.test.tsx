// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../../components/coach/coach-strip.tsx';
import '../../components/home/empty-home.tsx';
import { converse, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { click, close, find, has, open, openOptions, settle, words } from './support/screen.tsx';

let port: FakePort;

beforeEach(() => {
  port = new FakePort();
});

afterEach(close);

async function choose(selector: string, value: string): Promise<void> {
  const select = find<HTMLSelectElement>(selector);
  await act(() => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

async function openStrip(): Promise<void> {
  const session = converse(port.newSession({ mode: 'coach' }), scripts.toNeed, port.context());
  port.lastPlace = port.add(session);
  await open(port);
}

describe('a choice that there is no room for', () => {
  const NOT_KEPT = 'storage is full, so this was not kept';

  beforeEach(() => {
    port.isFull = true;
  });

  it('of the language is said not to be kept', async () => {
    await openOptions(port);
    await choose('[data-field="language"]', 'ar');
    expect(words('section[aria-labelledby="language"] [role="alert"]')).toContain(NOT_KEPT);
    expect(port.chosen.language).toBeNull();
  });

  it('about new plans is said not to be kept', async () => {
    await openOptions(port);
    await choose('[data-setting="voice"]', 'you');
    expect(words('section[aria-labelledby="beginning"] [role="status"]')).toContain(NOT_KEPT);
  });

  it('about reminders is said not to be kept', async () => {
    await openOptions(port);
    await click('[data-field="reminders"]');
    expect(words('[data-trouble="full"]')).toContain(NOT_KEPT);
  });

  it('at the first start counts for now, and is said not to be kept', async () => {
    port.chosen = { ...port.chosen, isOriented: false };
    await open(port);
    await click('[data-voice="you"]');
    expect(find('[data-voice="you"]').getAttribute('aria-pressed')).toBe('true');
    expect(words('.home [role="alert"]')).toContain(NOT_KEPT);
    await click('[data-action="skip-orientation"]');
    expect(has('[data-orientation]')).toBe(false);
  });

  it('of the coach counts for now, and is said not to be kept inside the strip', async () => {
    await openStrip();
    await click('[data-action="fold-strip"]');
    expect(has('[data-field="private-note"]')).toBe(false);
    expect(words('[data-coach-strip] [role="status"]')).toContain('This was not kept');
    port.isFull = false;
    await click('[data-action="fold-strip"]');
    expect(words('[data-coach-strip] [role="status"]')).toBe('');
  });
});

describe('a choice', () => {
  it('is followed in every other window', async () => {
    await openOptions(port);
    const voice = find<HTMLSelectElement>('[data-setting="voice"]');
    expect(voice.value).toBe('I');
    await port.savePreferences({ voice: 'you', reminders: 'off', language: 'ar' });
    await settle();
    expect(voice.value).toBe('you');
    expect(find<HTMLSelectElement>('[data-field="language"]').value).toBe('ar');
    expect(find<HTMLInputElement>('[data-field="reminders"]').checked).toBe(false);
  });

  it('does not go back to what it was while it is on its way', async () => {
    await openStrip();
    let finish = (): void => undefined;
    Object.assign(port, { savePreferences: () => new Promise((resolve) => (finish = () => resolve({ kind: 'saved' }))) });
    await click('[data-action="fold-strip"]');
    await act(() => port.tell({ kind: 'preferences' })); // another window kept something else
    await settle();
    expect(find('[data-coach-strip]').dataset['folded']).toBe('true');
    port.chosen = { ...port.chosen, isStripFolded: true };
    finish();
    await settle();
    expect(find('[data-coach-strip]').dataset['folded']).toBe('true');
  });
});
