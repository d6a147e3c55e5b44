// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSpoken } from '../../components/load-spoken.ts';
import { speak, spoken } from '../../components/translate.ts';
import { followLanguage, speakAtFirst } from '../../entrypoints/shared/language.ts';
import { goTo } from '../../plan/flow.ts';
import { createPlan, type Plan } from '../../plan/plan.ts';
import { loadPlanLanguage } from '../../plan/plan-language.ts';
import { inArabic } from '../../plan/wording/ar.ts';
import { english } from '../../plan/wording/en.ts';
import { pseudoLocale } from '../support/pseudo-locale.ts';
import { connections } from './support/connections.ts';
import { converse, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, answer, click, close, field, find, has, open, openOptions, question, settle, type, words } from './support/screen.tsx';

// Read beforehand, so that tests wait for work and never for the disk.
import '../../components/home/due-soon.tsx';
import '../../components/home/empty-home.tsx';
import '../../components/menu/menu-list.tsx';
import '../../components/menu/plan-aside.tsx';

const inEnglish = spoken();
const arabic = await loadSpoken('ar', 'ar');
await loadPlanLanguage('ar');

let port: FakePort;

beforeEach(() => {
  port = new FakePort();
});

afterEach(() => {
  close();
  speak(inEnglish);
  localStorage.clear();
  document.documentElement.lang = 'en';
  document.documentElement.dir = 'ltr';
});

const { situation, outcome, need } = scripts.toFirst;

/** A plan in a language, at the question of the first need. */
async function openPlan(language: string, script: Parameters<typeof converse>[1] = { situation, outcome }): Promise<string> {
  const plan: Plan = createPlan({ language, timeZone: port.timeZone }, port.context());
  const planId = port.add(converse({ plan, at: null }, script, port.context()));
  port.lastPlace = planId;
  await open(port);
  return planId;
}

describe('a plan in another language', () => {
  it('is asked in it, in its direction, with its marks and its joining word, in an English page', async () => {
    await openPlan('ar');
    expect(words('h1')).toBe(inArabic.wording.need?.[0]);
    expect(find('h1').lang).toBe('ar');
    expect(find('h1').dir).toBe('rtl');
    expect(words('.and')).toBe('و');
    // The words are English: isolated inside marks that run from right to left.
    expect(words('[data-echo]')).toBe(`«\u2068${outcome[0]?.kind === 'text' ? outcome[0].text : ''}\u2069»`);
    expect(find('[data-echo]').dir).toBe('rtl');
    expect(words('[data-action="nothing-else"]')).toBe('Nothing else');
  });

  it('is ended by closing phrases of its own and of the interface', async () => {
    const planId = await openPlan('ar');
    await answer('أولًا');
    expect(port.planOf(planId).ideas).toHaveLength(1);
    await answer('لا شيء آخر');
    expect(question()).toBe('need.else');
    await answer('nothing else');
    expect(question()).toBe('first');
    expect(port.planOf(planId).ideas).toHaveLength(1);
  });

  it('asks in English where there is no wording, and still knows what ends a question in it', async () => {
    await loadPlanLanguage('he');
    await openPlan('he');
    expect(words('h1')).toBe(english.need[0]);
    expect(find('h1').dir).toBe('ltr');
    await answer('כלום');
    expect(question()).toBe('need.else');
  });

  it('says in which language the own words are', async () => {
    await openPlan('ar', { situation, outcome, need: [...need] });
    expect(find('.said .own').getAttribute('lang')).toBe('ar');
    expect(field().lang).toBe('ar');
  });
});

describe('an interface in another language', () => {
  it('says everything around the question in it, and the question in the language of the plan', async () => {
    speak(arabic);
    await openPlan('en');
    expect(words('[data-action="nothing-else"]')).toBe(arabic.words['answer.nothingElse']);
    expect(words('h1')).toBe(english.need[0]);
    expect(find('h1').dir).toBe('ltr');
    expect(words('[data-echo]')).toMatch(/^“.*”$/);
    await answer('لا شيء');
    expect(question()).toBe('need.else');
  });

  it('quotes on Home by its own rules', async () => {
    speak(arabic);
    await openPlan('en');
    await click('[data-action="leave"]');
    expect(words('[data-action="carry-on"] .own')).toMatch(/^«.*»$/);
    expect(find('[data-action="carry-on"] .own').dir).toBe('rtl');
  });

  it('can change while a page is open: all of it is drawn anew, and half-typed words stay', async () => {
    await openPlan('en');
    await type('half an ans');
    await act(() => speak(arabic));
    await settle();
    expect(words('[data-action="nothing-else"]')).toBe(arabic.words['answer.nothingElse']);
    expect(field().value).toBe('half an ans');
  });

  it('reaches rows that are otherwise kept as they were drawn', async () => {
    const planId = port.add(converse(port.newSession(), scripts.whole, port.context()), 'plan');
    port.lastPlace = planId;
    await open(port);
    await act(() => speak(arabic));
    await settle();
    expect(all('[data-step]').length).toBeGreaterThan(0);
    for (const row of all('[data-step]')) expect(row.textContent).toContain(arabic.words['step.checkIn']);
  });
});

describe('choosing the language', () => {
  it('of the interface offers each language in its own name, drafts marked, and keeps the choice', async () => {
    await openOptions(port);
    const offered = all('[data-field="language"] option').map((it) => [it.getAttribute('value'), it.textContent]);
    expect(offered).toContainEqual(['', 'As the browser']);
    expect(offered).toContainEqual(['en', 'English']);
    expect(offered).toContainEqual(['ar', 'العربية (draft)']);
    await choose('[data-field="language"]', 'ar');
    expect(port.chosen.language).toBe('ar');
    await choose('[data-field="language"]', '');
    expect(port.chosen.language).toBeNull();
  });
});

describe('choosing the language of one plan', () => {
  it('asks it in that language from here on, and Undo takes it back', async () => {
    const planId = await openPlan('sv');
    await click('[data-action="menu"]');
    await click('[data-action="settings"]');
    expect(find<HTMLSelectElement>('[data-field="plan-language"]').value).toBe('sv');
    expect(words('[data-field="plan-language"] option')).toBe('svenska');
    await choose('[data-field="plan-language"]', 'ar');
    expect(port.planOf(planId).language).toBe('ar');
    await click('[data-action="close"]');
    expect(words('h1')).toBe(inArabic.wording.need?.[0]);
    await click('[data-action="undo"]');
    expect(port.planOf(planId).language).toBe('sv');
    expect(words('h1')).toBe(english.need[0]);
  });
});

async function choose(selector: string, value: string): Promise<void> {
  await act(() => {
    const select = find<HTMLSelectElement>(selector);
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

describe('a page', () => {
  const page = document.documentElement;
  const languages = (...tags: string[]): void => {
    Object.defineProperty(navigator, 'languages', { value: tags, configurable: true });
  };

  it('speaks the language of the browser where nothing was chosen', async () => {
    languages('xx', 'ar-EG', 'en');
    await speakAtFirst();
    expect(spoken()).toMatchObject({ tag: 'ar', locale: 'ar-EG' });
    expect([page.lang, page.dir]).toEqual(['ar', 'rtl']);
  });

  it('speaks the chosen language before it asks the database, and follows the preference afterwards', async () => {
    languages('en-GB');
    localStorage.setItem('language', 'ar');
    await speakAtFirst();
    expect(spoken().tag).toBe('ar');
    // The hint was wrong: the preference says nothing.
    followLanguage(port);
    await settle();
    expect(spoken().tag).toBe('en');
    expect([page.lang, page.dir]).toEqual(['en', 'ltr']);
    expect(localStorage.getItem('language')).toBeNull();
    await port.savePreferences({ language: 'ar' });
    await settle();
    expect(spoken().tag).toBe('ar');
    expect(localStorage.getItem('language')).toBe('ar');
  });
});

describe('every screen', () => {
  /** Words of the interface that are not from the dictionary: texts and names with letters but without brackets. */
  function untranslated(): readonly string[] {
    const ours = '.own, [data-echo], body [lang], textarea, option[lang], .when, [data-understood], .weekday, .month-head, code, svg';
    const texts = [...walk(document.body)].filter((node) => !node.parentElement?.closest(ours)).map((node) => node.textContent ?? '');
    const names = all('[aria-label], [title], [placeholder]')
      .filter((it) => !it.closest('.days, body [lang]'))
      .flatMap((it) => ['aria-label', 'title', 'placeholder'].map((name) => it.getAttribute(name) ?? ''));
    return [...texts, ...names].map((text) => text.trim()).filter(isForeign);
  }

  /** Values are filled in with brackets of their own; a message with own words in its middle is in several pieces. */
  function isForeign(text: string): boolean {
    const rest = text.replace(/⟦[^⟦⟧]*⟧/g, '').replace(/⟦[^⟦⟧]*⟧/g, '');
    return /\p{L}{2}/u.test(rest) && !/[⟦⟧áëîöüçñšý]/.test(rest);
  }

  function* walk(node: Node): Generator<Node & { readonly parentElement: HTMLElement | null }> {
    if (node.nodeType === Node.TEXT_NODE) yield node;
    for (const child of node.childNodes) yield* walk(child);
  }

  beforeEach(() => {
    speak(pseudoLocale);
    port.deliveries = [];
  });

  const conversations = Object.entries({ start: {}, ...scripts });

  it.each(conversations)('of the conversation at %s takes its words from the dictionary', async (_name, script) => {
    const session = converse(port.newSession(), script, port.context());
    port.lastPlace = port.add(session);
    await open(port);
    expect(untranslated()).toEqual([]);
    expect(document.body.textContent).toContain('⟦');
  });

  it.each(['scale', 'smarter.rv', 'smarter.s', 'check', 'before', 'own', 'record', 'unused'] as const)(
    'of the question %s does so',
    async (id) => {
      const session = converse(port.newSession(), scripts.whole, port.context());
      const subject = ['smarter.s', 'check', 'before'].includes(id) ? (session.plan.steps[0]?.id ?? '') : '';
      const idea = id === 'unused' ? (session.plan.ideas[0]?.id ?? '') : subject;
      port.lastPlace = port.add({ ...session, at: goTo({ question: id, subject: idea }) });
      await open(port);
      expect(untranslated()).toEqual([]);
    },
  );

  it('would be found out', async () => {
    speak(inEnglish);
    await open(port);
    expect(untranslated()).toContain('Start a new plan');
  });

  it('of Home, of the whole plan and of Options does so', async () => {
    await open(port);
    expect(untranslated()).toEqual([]);
    port.lastPlace = port.add(converse(port.newSession(), scripts.whole, port.context()), 'plan');
    await open(port);
    for (const opener of all('[data-step] [data-action="step-tools"]').slice(0, 1)) await act(() => opener.click());
    await settle();
    expect(untranslated()).toEqual([]);
    await click('[data-action="home"]');
    expect(untranslated()).toEqual([]);
    port.connected = [connections.notion, connections.trello];
    await openOptions(port);
    // Names of places in the services.
    expect(untranslated().filter((text) => !['Plans', 'Work › This month'].includes(text))).toEqual([]);
    expect(has('[data-field="language"]')).toBe(true);
  });
});
