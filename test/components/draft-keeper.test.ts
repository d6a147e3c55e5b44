import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../components/app-context.tsx';
import { createDraftKeeper } from '../../components/question/draft-keeper.ts';

const draft = (text: string): Draft => ({ text, start: text.length, end: text.length, choice: null });

let written: string[];
let finish: (() => void)[];

const keeperOf = (isSlow = false) =>
  createDraftKeeper(async ({ text }) => {
    written.push(text);
    if (isSlow) await new Promise<void>((resolve) => finish.push(resolve));
  });

beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  finish = [];
});

afterEach(() => vi.useRealTimers());

describe('keeping a draft', () => {
  it('writes the first keystroke at once and the newest of the following ones every 100 ms', async () => {
    const keeper = keeperOf();
    for (const text of ['a', 'ab', 'abc']) keeper.keep(draft(text));
    expect(written).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(100);
    expect(written).toEqual(['a', 'abc']);
    keeper.keep(draft('abcd'));
    await vi.advanceTimersByTimeAsync(99);
    expect(written).toEqual(['a', 'abc']);
    await vi.advanceTimersByTimeAsync(1);
    expect(written).toEqual(['a', 'abc', 'abcd']);
  });

  it('never leaves a keystroke unwritten for longer than 100 ms, however fast the typing', async () => {
    const keeper = keeperOf();
    let typed = '';
    for (let ms = 0; ms < 2000; ms += 7) {
      typed += 'x';
      keeper.keep(draft(typed));
      await vi.advanceTimersByTimeAsync(7);
      expect(typed.length - (written.at(-1)?.length ?? 0)).toBeLessThanOrEqual(Math.ceil(100 / 7));
    }
    await vi.advanceTimersByTimeAsync(100);
    expect(written.at(-1)).toBe(typed);
  });

  it('writes again at once after a pause', async () => {
    const keeper = keeperOf();
    keeper.keep(draft('a'));
    await vi.advanceTimersByTimeAsync(500);
    keeper.keep(draft('ab'));
    expect(written).toEqual(['a', 'ab']);
  });

  it('writes nothing twice that has not changed, but a moved caret', async () => {
    const keeper = keeperOf();
    keeper.keep(draft('ab'));
    await vi.advanceTimersByTimeAsync(500);
    keeper.keep(draft('ab'));
    await vi.advanceTimersByTimeAsync(500);
    expect(written).toEqual(['ab']);
    keeper.keep({ ...draft('ab'), start: 0, end: 0 });
    expect(written).toEqual(['ab', 'ab']);
  });

  it('writes what is waiting when the view is hidden', () => {
    const keeper = keeperOf();
    keeper.keep(draft('a'));
    keeper.keep(draft('ab'));
    keeper.flush();
    expect(written).toEqual(['a', 'ab']);
  });

  it('lets nothing follow an answer: waits for what is under way and forgets the rest', async () => {
    const keeper = keeperOf(true);
    keeper.keep(draft('a'));
    keeper.keep(draft('ab'));
    let isOver = false;
    void keeper.drop().then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(500);
    expect([written, isOver]).toEqual([['a'], false]);
    for (const resolve of finish) resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect([written, isOver]).toEqual([['a'], true]);
    keeper.flush();
    expect(written).toEqual(['a']);
  });

  it('knows whether something is not durable yet', async () => {
    const keeper = keeperOf(true);
    expect(keeper.isBusy()).toBe(false);
    keeper.keep(draft('a'));
    expect(keeper.isBusy()).toBe(true);
    for (const resolve of finish) resolve();
    await vi.advanceTimersByTimeAsync(500);
    expect(keeper.isBusy()).toBe(false);
  });
});
