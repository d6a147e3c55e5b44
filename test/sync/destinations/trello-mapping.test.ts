import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStepMarker } from '../../../sync/destinations/marker.ts';
import { escapeMarkdown, planToCards } from '../../../sync/destinations/trello/mapping.ts';
import { PLAN_ID, planOf, samplePlan, step } from './stage.ts';

const options = { bareDateTime: '17:00', notionUrl: null };

describe('a card', () => {
  it('says what the step says, with a readable last line', () => {
    const [, card] = planToCards(samplePlan(), { ...options, notionUrl: 'https://app.notion.com/p/x' });
    expect(card?.name).toBe('Call Ana & ask her <b>whether</b> she plays');
    expect(card?.due).toBe('2026-12-03T17:30:00.000Z');
    expect(card?.desc).toBe(
      [
        'She is home after six.',
        '- find her number\n- pick a quiet hour',
        'If nobody answers, then I write to her',
        'Measure: she has said yes or no',
        '[The whole plan in Notion](https://app.notion.com/p/x)',
        `Step 2 of 4 · Slightly Clean step:${PLAN_ID}/s2`,
      ].join('\n\n'),
    );
  });

  it('repeats the words in full when the name had to be short', () => {
    const text = `${'Sing and dance '.repeat(20)}\n\nand *rest*`;
    const [card] = planToCards(planOf([step('a', text, { title: 'Sing and dance…' })]), options);
    expect(card?.name).toBe('Sing and dance…');
    expect(card?.desc).toContain('and \\*rest\\*');
  });

  it('never gets longer than Trello takes, and keeps its marker', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.constantFrom('a', '*', '👩‍👩‍👧‍👦', 'é', '# \n'), (length, piece) => {
        const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
        const [card] = planToCards(planOf([step('a', text, { title: 'Title', note: text })]), options);
        expect(card?.desc.length).toBeLessThanOrEqual(16_384);
        expect(card?.desc.isWellFormed()).toBe(true);
        expect(readStepMarker(card?.desc ?? '')).toEqual({ planId: PLAN_ID, stepId: 'a' });
      }),
      { numRuns: 30 },
    );
  });

  it('keeps ten thousand signs of Markdown whole rather than protected', () => {
    const text = '*'.repeat(10_000);
    const [card] = planToCards(planOf([step('a', text, { title: 'Stars' })]), options);
    expect(card?.desc.startsWith(text)).toBe(true);
  });

  it('does not become a link card when its words are an address on Trello', () => {
    const [card] = planToCards(planOf([step('a', 'https://trello.com/c/abcd1234')]), options);
    expect(card?.name).toBe('\u2060https://trello.com/c/abcd1234');
    const [other] = planToCards(planOf([step('a', 'Look at https://trello.com/c/abcd1234')]), options);
    expect(other?.name).toBe('Look at https://trello.com/c/abcd1234');
  });

  it('has a name when the step has no words', () => {
    expect(planToCards(planOf([step('a', ' \n ')]), options)[0]?.name).toBe('Step 1 of 1');
  });
});

describe('words in Markdown', () => {
  it.each([
    ['# no heading', '\\# no heading'],
    ['- no list\n+ nor this\n1. nor that', '\\- no list\n\\+ nor this\n1\\. nor that'],
    ['a_b *c* `d` [e](f) ~g~ <h> i|j \\k', 'a\\_b \\*c\\* \\`d\\` \\[e\\](f) \\~g\\~ \\<h\\> i\\|j \\\\k'],
    ['see https://example.com/a_b*c, please_do', 'see https://example.com/a_b*c, please\\_do'],
    ['AT&T &amp; co', 'AT&T \\&amp; co'],
    ['===\n---', '\\===\n\\---'],
  ])('%j', (words, escaped) => {
    expect(escapeMarkdown(words)).toBe(escaped);
  });

  it('are the same words once the protection is taken away', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80 }).filter((text) => !/ {4}|\t|https?:/.test(text)),
        (text) => {
          expect(escapeMarkdown(text).replace(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(text);
        },
      ),
    );
  });
});
