/**
 * Plays a transcript of the method in the real pages, turn by turn: each question must come with exactly the echo
 * lines and the wording that are written down, before it is answered the way a person would.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Transcript, Turn } from '../plan/replay.ts';
import type { Stage } from './browser.ts';

const FIELD = '[data-answer]:not([data-answer="date"])';
const DATE_FIELD = '[data-answer="date"]';

/** The next question, on a machine that is busy with other browsers. */
const ARRIVES = { timeout: 10_000 } as const;

/** The words that an idea or a step was given when the transcript named it. */
type Names = Map<string, string>;

export class TranscriptPlayer {
  readonly names: Names = new Map();
  private page: Page | null = null;

  constructor(
    private readonly stage: Stage,
    private readonly transcript: Transcript,
  ) {}

  get panel(): Page {
    if (this.page === null) throw new Error('The transcript has not been started.');
    return this.page;
  }

  async run(): Promise<void> {
    await this.stage.context.addInitScript(setClock, Date.parse(this.transcript.now));
    this.page = await this.stage.open('sidepanel');
    await this.begin();
    for (const turn of this.transcript.turns) {
      const where = `turn ${turn.n} (${turn.q ?? turn.do})`;
      try {
        await (turn.do ? this.act(turn) : this.answer(turn));
      } catch (error) {
        throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }
  }

  private async begin(): Promise<void> {
    const { mode, voice, client, smarter, challengeScope, scale } = this.transcript.settings;
    const questions = { smarter, challengeScope, scale };
    if (mode === 'coach') {
      await this.panel.locator('[data-action="new-client-plan"]').click();
      await this.panel.locator('[data-field="client-name"]').fill(client ?? '');
      await this.panel.locator('[data-field="client-name"]').press('Enter');
    } else await this.panel.locator('[data-action="new-plan"]').click();
    await this.panel.locator('main[data-question]').waitFor();
    // With a client it is always "you".
    await this.choose(mode === 'coach' ? questions : { voice, ...questions });
  }

  private async choose(settings: Readonly<Record<string, string>>): Promise<void> {
    await this.panel.locator('[data-action="menu"]').click();
    await this.panel.locator('[data-action="settings"]').click();
    for (const [name, value] of Object.entries(settings)) {
      await this.panel.locator(`[data-setting="${name}"]`).selectOption(value);
    }
    await this.panel.locator('[data-screen="settings"] [data-action="close"]').click();
    await this.panel.locator('main[data-question]').waitFor();
  }

  // --- What is not answering ----------------------------------------------------------------------------------

  private async act(turn: Turn): Promise<void> {
    switch (turn.do ?? '') {
      case 'sticky-mark':
        return this.markSticky();
      case 'type':
        return this.panel.locator(FIELD).pressSequentially(turn.text ?? '');
      case 'close':
        await this.panel.waitForTimeout(500);
        return this.panel.close();
      case 'open':
        return this.reopen(turn);
      case 'edit-idea':
        return this.editIdea(turn);
      case 'clock':
        return this.moveClock(turn);
      case 'open-view':
      case 'expect':
      case 'send':
        return;
      default:
        throw new Error(`nothing known about "${turn.do}"`);
    }
  }

  private async markSticky(): Promise<void> {
    await this.panel.locator('[data-action="sticky-mark"]').click();
    await this.panel.locator('[data-marked]').waitFor();
  }

  private async reopen({ restores, heading }: Turn): Promise<void> {
    this.page = await this.stage.open('sidepanel');
    await this.panel.locator(`main[data-question="${restores?.q}"]`).waitFor();
    expect(plain(await this.panel.locator('[data-carry-on]').textContent())).toBe(heading);
    await expect.poll(() => this.panel.locator(FIELD).inputValue()).toBe(restores?.text);
    const caret = await this.panel.locator(FIELD).evaluate((field: HTMLTextAreaElement) => field.selectionStart);
    expect(caret).toBe(restores?.cursor);
    await this.panel.locator(FIELD).fill('');
  }

  /** As a person would: back to what was said, and on again to where they were. */
  private async editIdea({ idea, to, asks }: Turn): Promise<void> {
    await this.panel.locator('[data-phase="purpose"]').click();
    const line = this.panel.locator('[data-said]').filter({ hasText: this.wordsOf(idea ?? '') });
    await line.locator('[data-action="edit-said"]').click();
    const editor = this.panel.locator('[data-edit]');
    const also = this.panel.locator('label').filter({ has: this.panel.locator('[data-also-in-step]') });
    expect(`${plain(await also.textContent())}?`).toBe(asks);
    await editor.fill(to ?? '');
    await editor.press('Enter');
    await editor.waitFor({ state: 'detached' });
    for (const [name, words] of this.names) if (words === this.wordsOf(idea ?? '')) this.names.set(name, to ?? '');
    await this.panel.locator('[data-phase="action"]').click();
  }

  private async moveClock({ now }: Turn): Promise<void> {
    await this.panel.close();
    await this.stage.context.addInitScript(setClock, Date.parse(now ?? ''));
    this.page = await this.stage.open('sidepanel');
  }

  // --- Questions ----------------------------------------------------------------------------------------------

  private async answer(turn: Turn): Promise<void> {
    if (turn.private) return this.reflect(turn);
    if (turn.q === 'outcome.sort' && turn.by === 'coach') return this.sortSilently(turn);
    await this.comeTo(turn);
    await this.expectAsked(turn);
    await this.warnFirst(turn);
    await this.give(turn);
    if (turn.then) await this.panel.locator(`[data-choice="${turn.then.chosen}"]`).click();
    this.learnNames(turn);
  }

  /** The coach listens and sorts with a key of the private strip; the client sees no question about it. */
  private async sortSilently(turn: Turn): Promise<void> {
    await expect.poll(() => this.echoes(), ARRIVES).toEqual(turn.echo);
    await this.panel.locator(`[data-sort="${turn.answer?.choice}"]`).click();
  }

  private async echoes(): Promise<readonly string[]> {
    return (await this.panel.locator('main [data-echo]').allTextContents()).map(withoutJoin);
  }

  private asked(question: string): ReturnType<Page['locator']> {
    return this.panel.locator(`main[data-question="${question}"]`);
  }

  /** The question is there, or it is one that is opened by hand. */
  private async comeTo(turn: Turn): Promise<void> {
    const question = turn.q ?? '';
    if (turn.because === 'someone else does this') await this.stepBackAndMark(turn);
    await this.settled();
    // Asked at the end of the questions, and on the whole plan when something has changed since.
    if (question === 'own') return this.panel.locator('[data-action="own"]').waitFor();
    if (await this.isAsked(turn)) return;
    const open = OPENED_BY_HAND[question];
    if (!open) {
      await expect.poll(() => this.isAsked(turn), ARRIVES).toBe(true);
      return;
    }
    await open(this.panel, turn, this);
    await this.asked(question).waitFor();
  }

  private async isAsked({ q, echo }: Turn): Promise<boolean> {
    const [asked] = await this.panel.locator('main').evaluateAll((all) => all.map((main) => main.dataset['question']));
    return asked === q && JSON.stringify(await this.echoes()) === JSON.stringify(echo);
  }

  /** Answers are stored before the next question comes; a moment is enough to tell "not there" from "not yet". */
  private async settled(): Promise<void> {
    await this.panel.locator('[data-screen]').waitFor();
    await this.panel.waitForTimeout(250);
  }

  private async expectAsked({ q, ask, offered }: Turn): Promise<void> {
    if (q === 'own') return;
    expect(await this.panel.locator('h1').textContent()).toBe(ask);
    if (!offered) return;
    const shown = await this.panel.locator('[data-idea]').allTextContents();
    expect(shown.map(plain)).toEqual(offered.map((name) => this.wordsOf(name)));
  }

  /** "Someone else does this" is said beside the date, before it is given: the answer is opened once more. */
  private async stepBackAndMark(turn: Turn): Promise<void> {
    await expect.poll(() => this.isAsked({ ...turn, q: 'commit' }), ARRIVES).toBe(true);
    await this.panel.locator('[data-action="back"]').click();
    await expect.poll(() => this.isAsked({ ...turn, q: 'when' }), ARRIVES).toBe(true);
    await this.panel.locator('[data-field="someone-else"]').check();
    await this.panel.locator(DATE_FIELD).press('Enter');
  }

  private async warnFirst({ warnings, answer }: Turn): Promise<void> {
    if (!warnings || answer?.date === undefined) return;
    await this.panel.locator(DATE_FIELD).fill(answer.date);
    for (const { text } of warnings) await this.panel.locator('[data-warning]').filter({ hasText: text }).waitFor();
  }

  private async give(turn: Turn): Promise<void> {
    const given = turn.answer ?? {};
    const { panel } = this;
    if (turn.warnings?.some(({ choice }) => choice === 'change')) return panel.locator('[data-action="change"]').first().click();
    if (given.skip) return panel.locator('[data-action="skip"]').click();
    if (given.nothing_else) return this.close(given.nothing_else, given.typed);
    if (given.confirm) return this.confirm(turn);
    if (given.number !== undefined) return panel.locator(`[data-scale="${given.number}"]`).click();
    if (given.no_time_yet) return panel.locator('[data-choice="no-time-yet"]').click();
    if (given.pick) return this.pick(given.pick);
    if (given.choice !== undefined) return this.makeChoice(given.choice, given.text, given.step);
    if (given.date !== undefined || given.resolved !== undefined) return this.giveDate(turn);
    await this.becomes(turn);
    await panel.locator(FIELD).fill(given.text ?? '');
    await panel.locator(FIELD).press('Enter');
  }

  private async confirm({ result }: Turn): Promise<void> {
    await this.panel.locator('[data-action="own"]').click();
    await this.panel.locator(`[data-confirmed="${result?.version}"]`).waitFor();
  }

  private async close(how: 'button' | 'enter' | 'typed', typed = ''): Promise<void> {
    if (how === 'button') return this.panel.locator('[data-action="nothing-else"]').click();
    await this.panel.locator(FIELD).fill(typed);
    await this.panel.locator(FIELD).press('Enter');
    if (how === 'typed') await this.panel.locator('[data-action="keep-answer"]').waitFor();
  }

  private async pick(names: readonly string[]): Promise<void> {
    const row = (name: string) =>
      this.panel
        .locator('[data-idea]')
        .filter({ hasText: this.wordsOf(name) })
        .first();
    if (names.length > 1) await this.panel.locator('[data-action="pick-several"]').click();
    for (const name of names) await row(name).click();
    if (names.length > 1) await this.panel.locator('[data-action="answer"]').click();
  }

  private async makeChoice(choice: string, text: string | undefined, step: string | undefined): Promise<void> {
    if (text !== undefined) await this.panel.locator(FIELD).fill(text);
    if (step !== undefined) {
      const select = this.panel.locator(`[data-place-for="${choice}"]`);
      const options = await select.locator('option').evaluateAll((all) => all.map((it) => [it.textContent, it.getAttribute('value')]));
      const value = options.find(([words]) => words?.includes(this.wordsOf(step)))?.[1];
      await select.selectOption(value ?? '');
    }
    await this.panel.locator(`[data-choice="${choice}"]`).click();
  }

  private async giveDate({ answer, shown, warnings }: Turn): Promise<void> {
    const { date, time, typed, resolved, text } = answer ?? {};
    if (text !== undefined) await this.panel.locator(FIELD).fill(text);
    const field = this.panel.locator(DATE_FIELD);
    await field.fill(typed ?? (time === undefined ? (date ?? '') : `${date} ${time}`));
    const understood = this.panel.locator(`[data-understood^="${resolved ?? date}"]`);
    await understood.waitFor();
    if (shown !== undefined) expect(plain(await understood.textContent()).replaceAll(',', '')).toContain(shown.replaceAll(',', ''));
    if (warnings?.some(({ choice }) => choice === 'keep')) await this.panel.locator('[data-action="keep"]').first().click();
    else await field.press('Enter');
  }

  /** What the words are to become, where it is not what they become by themselves. */
  private async becomes({ q, result }: Turn): Promise<void> {
    const become = result?.new_time ? 'new-time' : q === 'commit.if' && result?.step ? 'step-before' : null;
    if (become !== null) await this.panel.locator(`[data-choice="${become}"]`).click();
    if (!result?.new_time) return;
    await this.panel.locator(DATE_FIELD).fill(result.new_time.date);
    await this.panel.locator(`[data-understood^="${result.new_time.date}"]`).waitFor();
  }

  private async reflect(turn: Turn): Promise<void> {
    const asked = this.asked(turn.q ?? '');
    const door = this.panel.locator('[data-action="reflect"]').first();
    await asked.or(door).first().waitFor();
    if ((await asked.count()) === 0) await door.click();
    await asked.waitFor();
    expect(await this.panel.locator('h1').textContent()).toBe(turn.ask);
    if (turn.answer?.skip) return this.panel.locator('[data-action="skip"]').click();
    await this.panel.locator(FIELD).fill(turn.answer?.text ?? '');
    await this.panel.locator(FIELD).press('Enter');
  }

  wordsOf(name: string): string {
    return this.names.get(name) ?? name;
  }

  private learnNames({ answer, result }: Turn): void {
    const words = answer?.text;
    if (words !== undefined && result?.idea) this.names.set(result.idea, words);
    if (words !== undefined && result?.step) this.names.set(result.step, words);
    result?.steps?.forEach((name, index) => this.names.set(name, this.wordsOf(answer?.pick?.[index] ?? words ?? name)));
  }
}

type Opener = (panel: Page, turn: Turn, player: TranscriptPlayer) => Promise<void>;

const smarter: Opener = async (panel, { q }) => panel.locator(`[data-smarter="${q}"]`).click();

/** How a person gets to a question that never comes by itself. */
const OPENED_BY_HAND: Readonly<Record<string, Opener>> = {
  'outcome.sort': (panel) => panel.locator('[data-action="look-again"]').click(),
  'need.of': async (panel, _turn, player) => {
    const [words] = [...player.names.values()].slice(-1);
    await panel
      .locator('[data-said]')
      .filter({ hasText: words ?? '' })
      .locator('[data-action="edit-said"]')
      .click();
    await panel.locator('[data-action="need-of"]').click();
  },
  'smarter.s': smarter,
  'smarter.m': smarter,
  'smarter.a': smarter,
  'smarter.r': smarter,
  'smarter.e': smarter,
  check: async (panel, { echo }) => {
    const words = echo?.[0]?.slice(1, -1) ?? '';
    await panel.locator('[data-step]').filter({ hasText: words }).locator('[data-action="check-in"]').click();
  },
};

function plain(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** "And" before the words is a template of its own. */
function withoutJoin(echo: string): string {
  return plain(echo).replace(/^And /, '');
}

/** Runs in each page before its own scripts: its clock shows another time and goes on from there. */
function setClock(startsAt: number): void {
  const RealDate = Date;
  const offset = startsAt - RealDate.now();
  class ShiftedDate extends RealDate {
    constructor(...given: readonly unknown[]) {
      super(...((given.length === 0 ? [RealDate.now() + offset] : given) as [number]));
    }
    static override now(): number {
      return RealDate.now() + offset;
    }
  }
  globalThis.Date = ShiftedDate as DateConstructor;
  const here = (): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(ShiftedDate.now()).toZonedDateTimeISO(Temporal.Now.timeZoneId());
  Object.assign(Temporal.Now, { plainDateISO: () => here().toPlainDate(), plainTimeISO: () => here().toPlainTime() });
}
