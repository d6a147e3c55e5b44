import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareField, longestIncreasing } from '../../../sync/destinations/compare.ts';
import { afterAbsentLook, newIntent, unansweredIntent } from '../../../sync/destinations/intent.ts';
import { labelsFor } from '../../../sync/destinations/labels.ts';
import { cutText, planMarker, readPlanMarker, readStepMarker, splitText, stepMarker } from '../../../sync/destinations/marker.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 300 });
const anyId = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });

function graphemes(text: string): string[] {
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}

describe('markers', () => {
  it('are found again for any id, whatever stands around them', () => {
    fc.assert(
      fc.property(anyId, anyId, anyText, (planId, stepId, around) => {
        const mark = { planId: planId.toWellFormed(), stepId: stepId.toWellFormed() };
        expect(readStepMarker(`${around}\n\nStep 3 of 7 · ${stepMarker(mark)}`)).toEqual(mark);
        expect(readPlanMarker(`${around} ${planMarker(mark.planId)}`)).toBe(mark.planId);
      }),
    );
  });

  it('hold nothing an editor of Markdown would rewrite', () => {
    expect(stepMarker({ planId: 'a_b*c~d', stepId: "e'f!(g)" })).toMatch(/^Slightly Clean step:[\w.%/-]+$/);
    expect(stepMarker({ planId: 'a_b*c~d', stepId: 'x' })).not.toMatch(/[*~_]/);
  });

  it('count when they stand last, not when they are quoted before', () => {
    const quoted = stepMarker({ planId: 'p', stepId: 'quoted' });
    expect(readStepMarker(`I saw “${quoted}” somewhere\n${stepMarker({ planId: 'p', stepId: 'own' })}`)?.stepId).toBe('own');
  });

  it('are no markers when they are broken', () => {
    expect(readStepMarker('Slightly Clean step:%E0%A4%A/x')).toBeNull();
    expect(readStepMarker('Slightly Clean step:only')).toBeNull();
    expect(readPlanMarker('nothing here')).toBeNull();
  });
});

describe('text is divided between grapheme clusters', () => {
  it('into pieces that join to the same text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 30, max: 90 }), (text, limit) => {
        const pieces = splitText(text, limit);
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => piece.length <= limit && piece !== '')).toBe(true);
        expect(pieces.flatMap(graphemes)).toEqual(graphemes(text));
      }),
    );
  });

  it('or cut with a sign that something is missing', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(cutText(`ab${family}cd`, 6)).toBe('ab…');
    expect(cutText('abcdef', 6)).toBe('abcdef');
    expect(cutText('🎻🎻🎻', 4)).toBe('🎻…');
    // A cluster larger than all there is room for is cut between code points.
    expect(cutText(`a${'\u0301'.repeat(500)}`, 10)).toHaveLength(10);
    expect(splitText('🇩🇪'.repeat(100), 50).every((piece) => piece.length % 4 === 0)).toBe(true);
  });
});

describe('comparing a field', () => {
  it.each([
    ['nothing changed here', 'a', 'a', 'a', 'x', 'keep'],
    ['changed here only', 'b', 'a', 'a', 'a', 'write'],
    ['changed here, written in their own way before', 'b', 'a', 'A', 'A', 'write'],
    ['changed to the same on both sides', 'b', 'a', 'a', 'b', 'same'],
    ['changed on both sides', 'b', 'a', 'a', 'c', 'write-over'],
  ])('%s', (_, desired, sent, seen, remote, verdict) => {
    expect(compareField({ desired, sent, seen, remote })).toBe(verdict);
  });

  it('keeps as many in place as can stay', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { maxLength: 9 }), (values) => {
        const kept = [...longestIncreasing(values)].sort((a, b) => a - b).map((index) => values[index] ?? -1);
        expect(kept).toEqual(kept.toSorted((a, b) => a - b));
        const best = Array.from({ length: 2 ** values.length }, (_, mask) => values.filter((__, index) => (mask & (1 << index)) !== 0))
          .filter((some) => some.every((value, index) => index === 0 || value > (some[index - 1] ?? 0)))
          .reduce((longest, some) => Math.max(longest, some.length), 0);
        expect(kept).toHaveLength(best);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an open intent', () => {
  it('is looked for twice, and not created again before the service must have finished', () => {
    const lost = unansweredIntent(100_000);
    const first = afterAbsentLook(lost, 105_000, 35_000);
    expect(first).toMatchObject({ kind: 'wait', notBefore: 135_000, intent: { looks: 1 } });
    if (first.kind !== 'wait') return;
    expect(afterAbsentLook(first.intent, 134_999, 35_000)).toMatchObject({ kind: 'wait' });
    expect(afterAbsentLook(first.intent, 135_000, 35_000)).toEqual({ kind: 'create' });
    expect(afterAbsentLook(lost, 900_000, 35_000)).toMatchObject({ kind: 'wait', notBefore: 905_000 });
  });

  it('waits longer when nobody saw when it was sent', () => {
    const killed = { ...newIntent(100_000), looks: 1 };
    expect(afterAbsentLook(killed, 140_000, 35_000)).toMatchObject({ kind: 'wait' });
    expect(afterAbsentLook(killed, 195_000, 35_000)).toEqual({ kind: 'create' });
  });
});

describe('our own words', () => {
  it('are there in every language, and in English for others', () => {
    for (const language of ['en', 'de', 'fr', 'es', 'pt', 'nl', 'pl', 'ja', 'ar', 'he', 'pt-BR', 'tlh']) {
      const labels = labelsFor(language);
      expect(labels.step(3, 7)).toMatch(/3.*7/s);
      expect(labels.ifThen('it rains', 'I read')).toMatch(/it rains.*I read/s);
    }
    expect(labelsFor('tlh').review).toBe('Review');
  });

  it('leave the person’s words alone, one final mark before our comma apart', () => {
    const { ifThen } = labelsFor('en');
    expect(ifThen('it rains.', '$& {1} {2}')).toBe('If it rains, then $& {1} {2}');
    expect(ifThen('it rains...', 'I wait.')).toBe('If it rains..., then I wait.');
  });
});
