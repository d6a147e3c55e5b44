import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { byteLength, countFitting, createPageBody, planToPage, stepBlock } from '../../../sync/destinations/notion/mapping.ts';
import {
  dateKey,
  dueToNotionDate,
  plainText,
  readLine,
  type RichItem,
  RichItemSchema,
  type RichRequest,
  rewriteLine,
  toRichText,
  withDate,
} from '../../../sync/destinations/notion/rich-text.ts';
import { PLAN_ID, planOf, samplePlan, step } from './stage.ts';

/** What Notion would answer to what was sent. */
function answered(items: readonly RichRequest[]): readonly RichItem[] {
  return items.map((item) => {
    const { text, mention } = item as { text?: { content: string }; mention?: { date: { start: string } } };
    const parsed = v.parse(RichItemSchema, {
      ...item,
      plain_text: text?.content ?? mention?.date.start ?? '',
      annotations: { bold: false },
    });
    return parsed;
  });
}

describe('rich text', () => {
  it('holds any words, in items Notion takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 4_000 }), fc.integer({ min: 1, max: 4 }), (text, times) => {
        const words = text.repeat(times);
        const items = toRichText(words, 90_000) as readonly { text: { content: string } }[];
        expect(items.map((item) => item.text.content).join('')).toBe(words.toWellFormed());
        expect(items.length).toBeLessThanOrEqual(100);
        expect(items.every((item) => item.text.content.length <= 2_000 && item.text.content.isWellFormed())).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('is read back as the words and the date it was written with', () => {
    const dues = [null, { date: '2026-12-01' }, { date: '2026-12-01', time: '18:30', timeZone: 'Asia/Kathmandu' }];
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.constantFrom(...dues), (words, due) => {
        const date = due && dueToNotionDate(due);
        const line = readLine(answered(withDate(toRichText(words, 90_000), date)));
        expect(line.words).toBe(words.toWellFormed());
        expect(line.due?.slice(0, 10)).toBe(date === null ? undefined : dateKey(date.value.start).slice(0, 10));
      }),
    );
  });

  it('keeps what a person has marked when only the date is ours', () => {
    const theirs: readonly RichItem[] = [
      { type: 'text', plain_text: 'Call ', mention: null, text: { content: 'Call ', link: null }, annotations: { bold: true } },
      {
        type: 'mention',
        plain_text: '@Ana',
        mention: { type: 'user', date: null, user: { object: 'user', id: 'u1', name: 'Ana' } },
        annotations: { bold: false },
      },
      { type: 'text', plain_text: ' soon · ', mention: null, text: { content: ' soon · ', link: null }, annotations: { bold: false } },
      {
        type: 'mention',
        plain_text: '2026-12-01',
        mention: { type: 'date', date: { start: '2026-12-01', end: null } },
        annotations: { bold: false },
      },
    ];
    expect(readLine(theirs)).toEqual({ words: 'Call @Ana soon', due: '2026-12-01' });
    const rewritten = rewriteLine(theirs, { words: null, date: { value: dueToNotionDate({ date: '2026-12-24' }) } });
    expect(rewritten).toEqual([
      { type: 'text', text: { content: 'Call ', link: null }, annotations: { bold: true } },
      { type: 'mention', mention: { type: 'user', user: { id: 'u1' } }, annotations: { bold: false } },
      { type: 'text', text: { content: ' soon', link: null }, annotations: { bold: false } },
      { type: 'text', text: { content: ' · ' } },
      { type: 'mention', mention: { type: 'date', date: { start: '2026-12-24' } } },
    ]);
    const reworded = rewriteLine(theirs, { words: toRichText('Write to Ana', 100), date: null });
    expect(plainText(answered(reworded))).toBe('Write to Ana · 2026-12-01');
  });

  it('takes a range of days for its first', () => {
    const range: readonly RichItem[] = [
      { type: 'mention', plain_text: '', mention: { type: 'date', date: { start: '2026-12-01', end: '2026-12-03' } } },
    ];
    expect(readLine(range).due).toBe('2026-12-01');
  });
});

describe('dates', () => {
  it('stay days, or local times with their zone', () => {
    expect(dueToNotionDate({ date: '2026-12-01' })).toEqual({ value: { start: '2026-12-01' }, key: '2026-12-01' });
    expect(dueToNotionDate({ date: '2026-12-01', time: '09:05', timeZone: 'America/St_Johns' })).toEqual({
      value: { start: '2026-12-01T09:05:00', time_zone: 'America/St_Johns' },
      key: '2026-12-01T12:35:00.000Z',
    });
    expect(dueToNotionDate({ date: '2027-03-28', time: '02:30', timeZone: 'Europe/Berlin' }).value.start).toBe('2027-03-28T03:30:00');
  });

  it('are compared as moments, however they are written', () => {
    expect(dateKey('2026-12-01T13:35:00.000+01:00')).toBe(dateKey('2026-12-01T12:35:00Z'));
    expect(dateKey('2026-12-01')).toBe('2026-12-01');
  });
});

describe('a page', () => {
  it('reads well on its own', () => {
    const plan = samplePlan();
    const page = planToPage(plan);
    const body = createPageBody(
      page,
      null,
      { page_id: 'p' },
      page.steps.map((one) => stepBlock(one)),
    );
    const children = body['children'] as readonly { type: string }[];
    expect(children.map(({ type }) => type)).toEqual(['callout', 'to_do', 'to_do', 'to_do', 'to_do', 'paragraph', 'paragraph']);
    expect(JSON.stringify(children.at(-1))).toContain(`Slightly Clean plan:${PLAN_ID}`);
    expect(page.review?.words).toBe('Review · Ana');
    expect(page.steps[1]?.lines.map(({ key, type, words }) => [key, type, words])).toEqual([
      ['part:p1', 'to_do', 'find her number'],
      ['part:p2', 'to_do', 'pick a quiet hour'],
      ['if-then', 'bulleted_list_item', 'If nobody answers, then I write to her'],
      ['note', 'paragraph', 'She is home after six.'],
      ['measure', 'bulleted_list_item', 'Measure: she has said yes or no'],
    ]);
  });

  it('shows the next open date, and the review when all is done', () => {
    const plan = planOf([
      step('a', 'A', { due: { date: '2026-12-09' } }),
      step('b', 'B', { due: { date: '2026-12-04', time: '10:00', timeZone: 'UTC' } }),
      step('c', 'C'),
    ]);
    expect(planToPage(plan)).toMatchObject({ isDone: false, date: { key: '2026-12-04T10:00:00.000Z' } });
    const done = { ...plan, steps: plan.steps.map((one) => ({ ...one, status: 'done' as const })) };
    expect(planToPage(done)).toMatchObject({ isDone: true, date: { key: '2027-01-15' } });
  });

  it('folds more lines than a block can hold into the last one', () => {
    const parts = Array.from({ length: 150 }, (_, index) => ({ id: `p${index}`, text: `part ${index}`, done: false }));
    const lines = planToPage(planOf([step('a', 'A', { parts })])).steps[0]?.lines ?? [];
    expect(lines).toHaveLength(100);
    expect(lines.at(-1)?.words).toContain('part 149');
  });

  it('is sent in requests Notion takes, whatever the steps say', () => {
    const long = '漢'.repeat(90_000);
    const plan = planOf(
      Array.from({ length: 30 }, (_, index) =>
        step(`s${index}`, index % 3 === 0 ? long : 'short', { note: index % 2 === 0 ? long : null, title: 't' }),
      ),
    );
    let blocks = planToPage(plan).steps.map((one) => stepBlock(one));
    let rounds = 0;
    for (; blocks.length > 0; rounds += 1) {
      const fitting = countFitting(blocks, { children: 0, bytes: 0 });
      expect(fitting).toBeGreaterThan(0);
      expect(byteLength(blocks.slice(0, fitting))).toBeLessThan(500_000);
      blocks = blocks.slice(fitting);
    }
    expect(rounds).toBeGreaterThan(1);
  });
});
