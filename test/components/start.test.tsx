// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { converse, OUTCOME, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import {
  all,
  answer,
  click,
  close,
  field,
  find,
  has,
  markup,
  open,
  openOptions,
  press,
  question,
  settle,
  type,
  words,
} from './support/screen.tsx';
// Loaded on demand; read beforehand, so that tests wait for work and never for the disk.
import '../../components/record/delete-plan.tsx';
import '../../components/help/example-drawing.tsx';
import '../../components/home/archived-notice.tsx';
import '../../components/home/client-plans.tsx';
import '../../components/home/client-start.tsx';
import '../../components/home/empty-home.tsx';
import '../../components/home/home-aside.tsx';
import '../../components/menu/menu-list.tsx';
import '../../components/menu/plan-aside.tsx';

let port: FakePort;

beforeEach(() => {
  port = new FakePort();
});

afterEach(close);

type Script = Parameters<typeof converse>[1];

const add = (script: Script): string => port.add(converse(port.newSession(), script, port.context()));

/** A plan with a client, as far as its first answer. */
function addFor(client: string, situation: string): string {
  const session = port.newSession({ mode: 'coach' });
  const named = { ...session, plan: { ...session.plan, client } };
  return port.add(converse(named, { situation: [{ kind: 'text', text: situation }] }, port.context()));
}

async function choose(name: string, value: string): Promise<void> {
  const select = find<HTMLSelectElement>(`[data-setting="${name}"], [data-field="${name}"]`);
  await act(() => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

async function openMenu(): Promise<void> {
  await click('[data-action="menu"]');
}

describe('the first start', () => {
  beforeEach(() => {
    port.chosen = { ...port.chosen, isOriented: false };
  });

  it('says on Home what will feel unusual, while a plan can be started at once', async () => {
    await open(port);
    expect(has('[data-screen="home"] [data-action="new-plan"]')).toBe(true);
    expect(words('[data-orientation] p')).toBe(
      'The questions will hand your own words back to you. That can feel unusual. There are no right answers, and you can change everything later.',
    );
  });

  it('starts from there, with the questions saying what was chosen', async () => {
    await open(port);
    await click('[data-orientation] [data-voice="you"]');
    expect(find('[data-orientation] [data-voice="you"]').getAttribute('aria-pressed')).toBe('true');
    await click('[data-action="start"]');
    await answer('Work');
    expect(words('h1')).toBe('What would you like to happen in this situation?');
  });

  it('is over once skipped', async () => {
    await open(port);
    await click('[data-action="skip-orientation"]');
    expect(has('[data-orientation]')).toBe(false);
    expect(port.chosen.isOriented).toBe(true);
    await open(port);
    expect(has('[data-orientation]')).toBe(false);
    expect(has('[data-action="example"]')).toBe(true);
  });

  it('is over once a plan was started, also when that plan is put away', async () => {
    await open(port);
    await click('[data-action="new-plan"]');
    expect(port.chosen.isOriented).toBe(true);
    await openMenu();
    await click('[role="menu"] [data-action="archive"]');
    expect(has('[data-screen="home"]')).toBe(true);
    expect(has('[data-orientation]')).toBe(false);
  });

  it('is not asked of someone who has plans', async () => {
    add(scripts.toNeed);
    await open(port);
    expect(has('[data-orientation]')).toBe(false);
  });
});

describe('the example plan', () => {
  it('can be looked at in three ways and leaves nothing behind', async () => {
    await open(port);
    await click('[data-action="example"]');
    expect(words('[data-screen="example"] h1')).toBe('An example');
    expect(all('[data-view="list"] [data-step]')).toHaveLength(5);
    await click('[data-show="flow"]');
    expect(has('[data-view="flow"] svg')).toBe(true);
    await click('[data-show="map"]');
    expect(has('[data-view="map"] svg')).toBe(true);
    expect(has('input, textarea, [data-action="own"], [data-action="send"]')).toBe(false);
    await click('[data-action="close"]');
    expect(has('[data-screen="home"]')).toBe(true);
    expect([...port.plans.keys(), ...port.drafts.keys(), ...port.asked]).toEqual([]);
  });

  it('offers nothing of itself as an answer', async () => {
    await open(port);
    await click('[data-action="example"]');
    const example = words('.outcome');
    await click('[data-action="close"]');
    await click('[data-action="new-plan"]');
    expect(markup()).not.toContain(example);
    expect(field().placeholder).toBe('');
  });
});

describe('starting with a client', () => {
  const start = async (name: string): Promise<void> => {
    await click('[data-action="new-client-plan"]');
    await type(name, find<HTMLInputElement>('[data-field="client-name"]'));
    await press('Enter', find('[data-field="client-name"]'));
  };

  it('asks for the name and begins, addressing the client as “you”', async () => {
    await open(port);
    await start(' Kim ');
    expect(question()).toBe('situation');
    expect([...port.plans.values()].map(({ plan }) => [plan.mode, plan.voice, plan.client])).toEqual([['coach', 'you', 'Kim']]);
    expect(words('[data-client-name="Kim"]')).toBe('With Kim');
    expect([...port.drafts.keys()]).toEqual([]);
  });

  it('waits for a name, and says so', async () => {
    await open(port);
    await start('  ');
    expect(port.plans.size).toBe(0);
    expect(words('#client-name-why')).toBe('A name is needed first.');
    expect(document.activeElement).toBe(find('[data-field="client-name"]'));
  });

  it('keeps a half-typed name', async () => {
    await open(port);
    await click('[data-action="new-client-plan"]');
    await type('Ki', find<HTMLInputElement>('[data-field="client-name"]'));
    close();
    await open(port);
    await click('[data-action="new-client-plan"]');
    expect(find<HTMLInputElement>('[data-field="client-name"]').value).toBe('Ki');
  });

  it('offers those one has plans with', async () => {
    addFor('Kim', 'The move');
    addFor('Kim', 'The team');
    addFor('Ida', 'The garden');
    await open(port);
    await click('[data-action="new-client-plan"]');
    expect(all('[data-known-client]').map((it) => it.dataset['knownClient'])).toEqual(['Ida', 'Kim']);
    await click('[data-known-client="Kim"]');
    expect(question()).toBe('situation');
    expect([...port.plans.values()].filter(({ plan }) => plan.client === 'Kim')).toHaveLength(3);
  });

  it.each(['[data-known-client="Kim"]', '[data-action="start-with-client"]', '[data-action="new-plan"]'])(
    'begins one plan however often %s is pressed',
    async (second) => {
      addFor('Kim', 'The move');
      await open(port);
      await click('[data-action="new-client-plan"]');
      await type('Ida', find<HTMLInputElement>('[data-field="client-name"]'));
      const [first, next] = [find('[data-known-client="Kim"]'), find(second)];
      await act(() => {
        first.click();
        next.click();
      });
      await settle();
      expect(port.plans.size).toBe(2);
      expect(words('[data-client-name]')).toBe('With Kim');
    },
  );

  it('keeps the name in the field when there is no room for a plan', async () => {
    await open(port);
    port.isFull = true;
    await start('Kim');
    expect(find<HTMLInputElement>('[data-field="client-name"]').value).toBe('Kim');
    expect(words('[role="alert"]')).toContain('storage is full');
  });
});

describe('several clients', () => {
  it('are listed apart, and one’s own plans among them', async () => {
    const own = add(scripts.whole);
    const kim = addFor('Kim', 'The move');
    const ida = addFor('Ida', 'The garden');
    addFor('Ida', 'Carried on with');
    await open(port);
    const plansOf = (client: string) => all(`[data-client="${client}"] [data-plan]`).map((it) => it.dataset['plan']);
    expect([plansOf('Ida'), plansOf('Kim'), plansOf('')]).toEqual([[ida], [kim], [own]]);
    expect(words('[data-action="carry-on"] .client-of')).toBe('Ida');
  });

  it('can be shown alone, with nothing of the others in view', async () => {
    add(scripts.whole);
    addFor('Kim', 'The move');
    addFor('Ida', 'The garden');
    await open(port);
    await choose('client-filter', 'only Kim');
    expect(words('main')).toContain('The move');
    expect(words('main')).not.toContain('The garden');
    expect(words('main')).not.toContain(OUTCOME);
    await choose('client-filter', 'everyone');
    expect(words('main')).toContain('The garden');
  });

  it('keep each their own place, and nothing of one is seen with the other', async () => {
    const kim = addFor('Kim', 'The move');
    const ida = addFor('Ida', 'The garden');
    await open(port);
    await click(`[data-plan="${kim}"]`);
    await answer('Kim has said this');
    await answer('Kim needs this');
    await click('[data-action="remove"], .remove');
    await type('half a word of Kim');
    await click('[data-action="leave"]');
    await click(`[data-plan="${ida}"]`);
    expect(question()).toBe('outcome');
    expect(markup()).not.toMatch(/Kim/);
    expect(field().value).toBe('');
    expect(has('[data-action="undo"]')).toBe(false);
    expect(words('.notice')).toBe('');
    await click('[data-action="leave"]');
    await click(`[data-plan="${kim}"]`);
    expect(question()).toBe('need');
    expect(field().value).toBe('half a word of Kim');
  });
});

describe('the menu of a plan', () => {
  const items = (): readonly (string | undefined)[] => all('[role="menuitem"]').map((it) => it.dataset['action']);
  const focused = (): string | undefined =>
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset['action'] : undefined;

  it('is worked by the keys every menu has', async () => {
    port.lastPlace = add(scripts.toNeed);
    await open(port);
    expect(find('[data-action="menu"]').getAttribute('aria-expanded')).toBe('false');
    await press('ArrowDown', find('[data-action="menu"]'));
    expect(items()).toEqual(['settings', 'export', 'archive', 'help']);
    expect(focused()).toBe('settings');
    await press('ArrowUp');
    expect(focused()).toBe('help');
    await press('Home');
    await press('ArrowDown');
    expect(focused()).toBe('export');
    await press('End');
    expect(focused()).toBe('help');
    expect(await press('Escape')).toBe(true);
    expect(has('[role="menu"]')).toBe(false);
    expect(focused()).toBe('menu');
  });

  it('closes when something else is pressed', async () => {
    port.lastPlace = add(scripts.toNeed);
    await open(port);
    await openMenu();
    await act(() => void find('h1').dispatchEvent(new Event('pointerdown', { bubbles: true })));
    expect(has('[role="menu"]')).toBe(false);
  });

  it('saves the plan as a file', async () => {
    const planId = add(scripts.whole);
    port.lastPlace = planId;
    await open(port);
    await openMenu();
    await click('[role="menu"] [data-action="export"]');
    expect(JSON.parse((await port.files[0]?.content.text()) ?? '')).toEqual([[planId], 'full']);
    expect(words('.notice')).toBe('Saved as a file.');
  });

  it('has what belongs to a client only with one, and hands over under their name', async () => {
    const planId = addFor('Kim', 'The move');
    port.lastPlace = planId;
    await open(port);
    await openMenu();
    expect(items()).toEqual(['settings', 'export', 'client-screen', 'hand-over', 'archive', 'help']);
    expect(words('[data-action="hand-over"]')).toContain('Hand over to Kim');
    await click('[role="menu"] [data-action="hand-over"]');
    expect(JSON.parse((await port.files[0]?.content.text()) ?? '')).toEqual([[planId], 'hand-over']);
    await openMenu();
    await click('[role="menu"] [data-action="client-screen"]');
    expect(port.went).toContain(`client screen ${planId}`);
  });

  it('archives, says that nothing is lost, and brings back', async () => {
    const planId = add(scripts.toNeed);
    port.lastPlace = planId;
    await open(port);
    await openMenu();
    await click('[role="menu"] [data-action="archive"]');
    expect(has(`[data-plan="${planId}"]`)).toBe(false);
    expect(words('.notice')).toContain('Nothing of it was deleted.');
    await click('[data-action="undo-archive"]');
    expect(has(`[data-plan="${planId}"]`)).toBe(true);
    expect(words('.notice')).toBe('');
  });

  it('says nothing more of the archive once the plan is back, wherever one goes in between', async () => {
    port.lastPlace = add(scripts.toNeed);
    await open(port);
    await openMenu();
    await click('[role="menu"] [data-action="archive"]');
    await click('[data-action="help"]');
    await click('[data-action="close"]');
    expect(words('.notice')).toContain('Nothing of it was deleted.');
    await click('[data-action="archived"]');
    await click('[data-action="bring-back"]');
    await click('[data-action="close"]');
    expect(words('.notice')).toBe('');
  });

  it('offers nothing to bring back after it was brought back and Help was read', async () => {
    port.lastPlace = add(scripts.toNeed);
    await open(port);
    await openMenu();
    await click('[role="menu"] [data-action="archive"]');
    await click('[data-action="undo-archive"]');
    expect(document.activeElement).toBe(find('h1'));
    await click('[data-action="help"]');
    await click('[data-action="close"]');
    expect(words('.notice')).toBe('');
    expect(has('[data-action="undo-archive"]')).toBe(false);
  });

  it('says so when there is no room to bring back', async () => {
    port.lastPlace = add(scripts.toNeed);
    await open(port);
    await openMenu();
    await click('[role="menu"] [data-action="archive"]');
    port.isFull = true;
    await click('[data-action="undo-archive"]');
    expect(words('.notice')).toContain('so it stays archived');
    await click('[data-action="archived"]');
    await click('[data-action="bring-back"]');
    expect(words('[data-screen="archived"] [role="alert"]')).toContain('so it stays archived');
    port.isFull = false;
    await click('[data-action="bring-back"]');
    expect(has('[role="alert"]')).toBe(false);
  });

  it('stays where it is when there is no room to archive', async () => {
    port.lastPlace = add(scripts.toNeed);
    await open(port);
    port.isFull = true;
    await openMenu();
    await click('[role="menu"] [data-action="archive"]');
    expect(question()).toBe('need');
    expect(words('[data-status]')).toContain('storage is full');
  });

  it('deletes archived plans only', async () => {
    const planId = add(scripts.toNeed);
    await port.archive(planId, true);
    await open(port);
    await click('[data-action="archived"]');
    await click(`[data-screen="archived"] [data-plan="${planId}"]`);
    await openMenu();
    expect(items()).toEqual(['settings', 'export', 'bring-back', 'delete', 'help']);
    await click('[role="menu"] [data-action="delete"]');
    expect(has('[data-screen="delete"]')).toBe(true);
    await click('[data-action="delete-sure"]');
    expect(port.plans.size).toBe(0);
    expect(has('[data-screen="home"]')).toBe(true);
  });
});

describe('archived plans', () => {
  it('are in a list of their own, from which each comes back', async () => {
    const planId = add(scripts.toNeed);
    await port.archive(planId, true);
    await open(port);
    expect(has(`[data-plan="${planId}"]`)).toBe(false);
    await click('[data-action="archived"]');
    expect(words('[data-screen="archived"]')).toContain(OUTCOME);
    await click('[data-action="bring-back"]');
    expect(words('[data-screen="archived"] main')).toContain('Plans you archive will be here.');
    await click('[data-action="close"]');
    expect(has(`[data-plan="${planId}"]`)).toBe(true);
    expect(has('[data-action="archived"]')).toBe(false);
  });
});

describe('how a conversation goes', () => {
  const openSettings = async (): Promise<void> => {
    await openMenu();
    await click('[role="menu"] [data-action="settings"]');
  };

  it('changes all questions of a plan at once, and back', async () => {
    const planId = add({ situation: [{ kind: 'text', text: 'Work' }] });
    port.lastPlace = planId;
    await open(port);
    await type('half a word');
    await openSettings();
    expect(document.activeElement).toBe(find('[data-screen="settings"] h1'));
    await choose('voice', 'you');
    await click('[data-action="close"]');
    expect(words('h1')).toBe('What would you like to happen in this situation?');
    expect(field().value).toBe('half a word');
    await click('[data-action="undo"]');
    expect(words('h1')).toBe('What would I like to happen in this situation?');
  });

  it.each([
    ['challengeScope', 'every'],
    ['smarter', 'off'],
    ['scale', 'step'],
    ['scaleUp', 'low'],
    ['echoLength', 'short'],
  ])('sets %s', async (name, value) => {
    const planId = add(scripts.toNeed);
    port.lastPlace = planId;
    await open(port);
    await openSettings();
    await choose(name, value);
    expect(port.planOf(planId).settings).toHaveProperty(name, value);
    await click('[data-action="undo"]');
    expect(port.planOf(planId).settings).not.toHaveProperty(name, value);
    expect(find<HTMLSelectElement>(`[data-setting="${name}"]`).value).not.toBe(value);
  });

  it('takes back only what was changed here', async () => {
    port.lastPlace = add(scripts.toNeed);
    await open(port);
    await answer('Something I will want to keep');
    await openSettings();
    expect(has('[data-action="undo"]')).toBe(false);
    await click('[data-setting="anythingElseOnce"]');
    expect(has('[data-action="undo"]')).toBe(true);
  });

  it('turns a plan into one with a client, whose name is kept while it is typed', async () => {
    const planId = add(scripts.toNeed);
    port.lastPlace = planId;
    await open(port);
    await openSettings();
    expect(has('[data-setting="client"], [data-setting="setup"]')).toBe(false);
    await choose('mode', 'coach');
    expect(has('[data-setting="voice"]')).toBe(false);
    expect(port.planOf(planId)).toMatchObject({ mode: 'coach', voice: 'you', client: null });
    const name = find<HTMLInputElement>('[data-setting="client"]');
    await type('Kim', name);
    await press('Enter', name);
    await choose('setup', 'like');
    expect(port.planOf(planId)).toMatchObject({ client: 'Kim', settings: { setup: 'like' } });
    await click('[data-action="close"]');
    expect(has('[data-client-name="Kim"]')).toBe(true);
  });

  describe('the name of the client', () => {
    const nameField = (): HTMLInputElement => find<HTMLInputElement>('[data-setting="client"]');
    let planId: string;

    beforeEach(async () => {
      planId = addFor('Kim', 'The move');
      port.lastPlace = planId;
      await open(port);
      await openSettings();
    });

    async function leave(): Promise<void> {
      await act(() => nameField().blur());
      await settle();
    }

    /** Longer than what is typed waits to be written. */
    const untilWritten = (): Promise<void> => act(() => new Promise<void>((resolve) => setTimeout(resolve, 250)));

    it('is not half-typed any more once it is kept, however fast that was', async () => {
      await type('Kimi', nameField());
      await type('Kimia', nameField());
      await press('Enter', nameField());
      await untilWritten();
      expect([port.planOf(planId).client, nameField().value]).toEqual(['Kimia', 'Kimia']);
      expect([...port.drafts.keys()]).toEqual([]);
    });

    it('that was taken back is the earlier one, in the field too, and stays so', async () => {
      await type('Kimi', nameField());
      await type('Kimia', nameField());
      await press('Enter', nameField());
      await leave();
      await untilWritten();
      await click('[data-action="undo"]');
      expect(nameField().value).toBe('Kim');
      nameField().focus();
      await leave();
      expect([port.planOf(planId).client, nameField().value]).toEqual(['Kim', 'Kim']);
    });

    it('comes back into an emptied field, and nothing of the emptying is kept', async () => {
      await type('', nameField());
      await leave();
      await untilWritten();
      expect([port.planOf(planId).client, nameField().value]).toEqual(['Kim', 'Kim']);
      expect([...port.drafts.keys()]).toEqual([]);
      expect(has('[data-action="undo"]')).toBe(false);
    });

    it('stays half-typed in the field when there is no room for it', async () => {
      port.isFull = true;
      await type('Kimia', nameField());
      await press('Enter', nameField());
      expect([port.planOf(planId).client, nameField().value]).toEqual(['Kim', 'Kimia']);
    });
  });

  it('is left by Escape', async () => {
    port.lastPlace = add(scripts.toNeed);
    await open(port);
    await openSettings();
    await press('Escape', document.body);
    expect(question()).toBe('need');
    expect(document.activeElement).toBe(find('h1'));
  });

  it('is chosen for new plans on the Options page', async () => {
    await openOptions(port);
    await choose('voice', 'you');
    await choose('scale', 'off');
    expect(port.chosen).toMatchObject({ voice: 'you', settings: { scale: 'off', smarter: 'offer' } });
    await open(port);
    await click('[data-action="new-plan"]');
    expect([...port.plans.values()][0]?.plan).toMatchObject({ voice: 'you', settings: { scale: 'off' } });
  });
});

describe('help', () => {
  it('says what this is and is not, and where words are', async () => {
    await open(port);
    await click('[data-action="help"]');
    const said = words('[data-screen="help"]');
    expect(all('.sentences li')).toHaveLength(5);
    expect(said).toContain('This is planning and coaching support, not therapy or crisis help.');
    expect(said).toContain('On this device only');
    await click('[data-action="options"]');
    expect(port.went).toEqual(['options']);
  });

  it('keeps examples of answers folded', async () => {
    await open(port);
    await click('[data-action="help"]');
    expect(find<HTMLDetailsElement>('[data-fold="answers"]').open).toBe(false);
  });

  it('leads to the example and back, and is reached from a plan too', async () => {
    port.lastPlace = add(scripts.toNeed);
    await open(port);
    await openMenu();
    await click('[role="menu"] [data-action="help"]');
    await click('[data-action="example"]');
    expect(has('[data-screen="example"]')).toBe(true);
    await click('[data-action="close"]');
    expect(has('[data-screen="help"]')).toBe(true);
    await click('[data-action="close"]');
    expect(question()).toBe('need');
  });
});
