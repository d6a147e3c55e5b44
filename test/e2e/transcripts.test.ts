/** The method's complete transcripts, held in the real side panel from the first question to the last. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { activeSteps, ideaUse, type Plan, PlanSchema } from '../../plan/plan.ts';
import type { Transcript } from '../plan/replay.ts';
import { openStage } from '../support/browser.ts';
import { TranscriptPlayer } from '../support/transcript-player.ts';

interface Written extends Transcript {
  readonly expect: {
    readonly plan: {
      readonly outcome: string;
      readonly ideas: readonly { readonly id: string; readonly text: string; readonly use: string }[];
      readonly steps: readonly {
        readonly id: string;
        readonly text: string;
        readonly due: unknown;
        readonly commit: string;
        readonly status: string;
        readonly parts?: readonly string[];
      }[];
      readonly confirmed: readonly unknown[];
    };
  };
}

const { transcripts } = JSON.parse(readFileSync(new URL('../plan/method-examples.json', import.meta.url), 'utf8')) as {
  readonly transcripts: readonly Written[];
};

test.each(transcripts.map((transcript) => [transcript.id, transcript] as const))(
  '%s',
  async (_id, transcript) => {
    const { locale, timezone } = transcript.settings;
    const stage = await openStage({ locale, timeZone: timezone, isConnected: true });
    const player = new TranscriptPlayer(stage, transcript);
    await player.run();

    const plan = await storedPlan(player.panel);
    expect(asKept(plan)).toEqual(asWritten(transcript));
    expect(await everythingStored(player.panel)).not.toContain('MARKER');
    expect(JSON.stringify(stage.sandbox.log.entries)).not.toContain('MARKER');
  },
  180_000,
);

/** The step a `use` names, by its words, so that ids need not be known. */
function withWords(use: string, wordsOf: (step: string) => string): string {
  const [, part = '', step = ''] = /^(part:)?(.+)$/.exec(use) ?? [];
  return part + wordsOf(step);
}

function asWritten({ expect: { plan } }: Written): unknown {
  const wordsOf = (name: string): string => plan.steps.find(({ id }) => id === name)?.text ?? name;
  return {
    outcome: plan.outcome,
    ideas: plan.ideas.map(({ text, use }) => ({
      text,
      use: withWords(use, wordsOf),
    })),
    steps: plan.steps.map(({ text, due, commit, status, parts = [] }) => ({ text, due, commit, status, parts })),
    confirmed: plan.confirmed.length,
  };
}

function asKept(plan: Plan): unknown {
  const wordsOf = (id: string): string => plan.steps.find((step) => step.id === id)?.text ?? id;
  return {
    outcome: plan.outcome.text,
    ideas: plan.ideas.map((idea) => ({
      text: idea.text,
      use: withWords(ideaUse(plan, idea), wordsOf),
    })),
    steps: activeSteps(plan).map((step) => ({
      text: step.text,
      due: step.due,
      commit: step.commitment.answer,
      status: step.status,
      parts: step.parts.map(({ text }) => text),
    })),
    confirmed: plan.confirmations.length,
  };
}

async function storedPlan(page: Page): Promise<Plan> {
  const stored = JSON.parse(await everythingStored(page)) as { readonly plans: readonly unknown[] };
  return v.parse(PlanSchema, stored.plans[0]);
}

/** All of the main database as text: what may be sent, exported or shown to others comes from there. */
function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const opened = indexedDB.open('slightly-clean');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.onsuccess = () => resolve(opened.result);
      opened.onerror = () => reject(opened.error ?? new Error('not opened'));
    });
    const stores = [...db.objectStoreNames];
    const transaction = db.transaction(stores);
    const read = (store: string): Promise<unknown[]> =>
      new Promise((resolve) => {
        const all = transaction.objectStore(store).getAll();
        all.onsuccess = () => resolve(all.result);
      });
    const records = await Promise.all(stores.map(read));
    db.close();
    return JSON.stringify(Object.fromEntries(stores.map((store, index) => [store, records[index]])));
  });
}
