import { describe, expect, it } from 'vitest';
import { SAMPLE_NOTION_READ_ONLY_TOKEN, SAMPLE_NOTION_TOKEN, type SeededNotion } from '../../../sandbox/seed.ts';
import type { NotionService } from '../../../sandbox/notion/service.ts';
import type { NotionTarget } from '../../../sync/connection.ts';
import { type ActivityNote, type DeliverablePlan, type DeliveryResult, type Fetch, NotYetError } from '../../../sync/destination.ts';
import { createNotionDestination } from '../../../sync/destinations/notion/index.ts';
import {
  changeStep,
  createMemoryLinks,
  createReaper,
  deliverOnce,
  deliverUntilDone,
  PLAN_ID,
  planOf,
  samplePlan,
  step,
  withSteps,
} from './stage.ts';
import { blocksOf, createNotionWorld, databaseTarget, databaseWithoutIdTarget, pageTarget } from './notion-world.ts';

function begin(toTarget: (seeded: SeededNotion, notion: NotionService) => NotionTarget = pageTarget) {
  const world = createNotionWorld(toTarget);
  const links = createMemoryLinks();
  const notes: ActivityNote[] = [];
  const attempt = (plan: DeliverablePlan) => ({ make: world.make, service: world.service, clock: world.clock, links, notes, plan });
  const blocks = () => world.notion.inspect.page(world.page().id).blocks;
  return {
    ...world,
    links,
    notes,
    attempt,
    blocks,
    under: (words: string) => blocks().find(({ text }) => text.startsWith(words))?.children ?? [],
    send: (plan: DeliverablePlan, make = world.make) => deliverOnce({ ...attempt(plan), make }),
    writes: () => world.log.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/query')),
  };
}

const withToken = (world: ReturnType<typeof begin>, token: string) => (fetch: Fetch) =>
  createNotionDestination({ fetch, token, connection: world.connection });

const kinds = (results: readonly (DeliveryResult | 'killed')[]): string[] =>
  results.map((result) => (result === 'killed' ? result : result.kind));

describe('what goes to Notion', () => {
  it('is a page that reads well: outcome, steps with what helps to do them, review, marker', async () => {
    const { send, blocks, page, notion } = begin();
    await send(samplePlan());
    expect(notion.inspect.page(page().id).title).toBe('Sing in front of people again');
    expect(blocks().map(({ type, text }) => [type, text])).toEqual([
      ['callout', 'Sing in front of people again'],
      ['to_do', 'Find the old song book · 2026-12-01'],
      ['to_do', 'Call Ana & ask her <b>whether</b> she plays · 2026-12-03T18:30:00.000+01:00'],
      ['to_do', 'Sing three songs at home'],
      ['to_do', 'Sing three songs at home · 2026-12-20'],
      ['paragraph', 'Review · Ana · 2027-01-15'],
      ['paragraph', `Slightly Clean plan:${PLAN_ID}`],
    ]);
    expect(blocks()[2]?.children.map(({ type, text, checked }) => [type, text, checked])).toEqual([
      ['to_do', 'find her number', false],
      ['to_do', 'pick a quiet hour', false],
      ['bulleted_list_item', 'If nobody answers, then I write to her', undefined],
      ['paragraph', 'She is home after six.', undefined],
      ['bulleted_list_item', 'Measure: she has said yes or no', undefined],
    ]);
  });

  it('fills the properties of the person’s own database', async () => {
    const { send, notion, seeded } = begin(databaseTarget);
    const plan = planOf([step('a', 'A', { due: { date: '2026-12-09' }, status: 'done' }), step('b', 'B', { due: { date: '2026-12-12' } })]);
    await send(plan);
    const row = () => notion.inspect.rows(seeded.projectsDataSourceId).find((one) => one.properties['Sync id'] === PLAN_ID);
    expect(row()?.properties).toMatchObject({
      Name: 'Sing in front of people again',
      'Sync id': PLAN_ID,
      Due: '2026-12-12',
      Status: 'Not started',
    });
    await send(changeStep(plan, 'b', { status: 'done' }));
    expect(row()?.properties).toMatchObject({ Due: '2027-01-15', Status: 'Done' });
  });

  it('fills a checkbox and a date by other names, too', async () => {
    const target = (seeded: SeededNotion, notion: NotionService): NotionTarget => {
      const ref = (name: string) => {
        const found = notion.state.dataSources.get(seeded.aufgabenDataSourceId)?.properties.find((one) => one.name === name);
        return { id: encodeURIComponent(found?.id ?? ''), name, type: found?.config.type ?? '' };
      };
      const mapping = {
        title: ref('Aufgabe'),
        id: null,
        date: ref('Fällig'),
        status: { property: ref('Erledigt'), open: null, done: null },
      };
      return { home: 'databases', dataSourceId: seeded.aufgabenDataSourceId, title: 'Aufgaben', url: '', mapping };
    };
    const { send, notion, seeded, page } = begin(target);
    const plan = planOf([step('a', 'A', { due: { date: '2026-12-09' } })], { review: null });
    await send(plan);
    expect(notion.inspect.page(page().id).properties).toMatchObject({ Fällig: '2026-12-09', Erledigt: false });
    await send(changeStep(plan, 'a', { status: 'done' }));
    expect(notion.inspect.page(page().id).properties).toMatchObject({ Fällig: null, Erledigt: true });
    expect(notion.inspect.rows(seeded.aufgabenDataSourceId).filter(({ id }) => id === page().id)).toHaveLength(1);
  });

  it('is three requests for a plan of ten steps', async () => {
    const { send, log } = begin();
    await send(planOf(Array.from({ length: 10 }, (_, index) => step(`s${index}`, `Step ${index}`))));
    expect(log.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, '…')}`)).toEqual([
      'POST /v1/pages',
      'GET /v1/blocks/…/children',
      'GET /v1/blocks/…/children',
    ]);
  });

  it('changes outcome, title and review in place', async () => {
    const { send, blocks, page, notion, writes, clearLog } = begin();
    const plan = samplePlan();
    await send(plan);
    const id = page().id;
    clearLog();
    const reworded = {
      ...plan,
      outcome: { text: 'Sing at the fair', title: 'Sing at the fair' },
      review: { date: { date: '2027-02-01' }, with: null },
    };
    expect(await send(reworded)).toMatchObject({ kind: 'delivered', counts: { created: 0, updated: 3 } });
    expect(writes()).toHaveLength(3);
    expect(notion.inspect.page(id).title).toBe('Sing at the fair');
    expect(blocks()[0]?.text).toBe('Sing at the fair');
    expect(blocks().at(-2)?.text).toBe('Review · 2027-02-01');
    await send({ ...reworded, review: null });
    expect(blocks().map(({ type }) => type)).toEqual(['callout', 'to_do', 'to_do', 'to_do', 'to_do', 'paragraph']);
    await send(plan);
    expect(blocks().at(-2)?.text).toBe('Review · Ana · 2027-01-15');
    expect(blocks().at(-1)?.text).toContain('Slightly Clean plan:');
  });

  it('changes what stands beneath a step line by line', async () => {
    const { send, under, writes, clearLog } = begin();
    const plan = samplePlan();
    await send(plan);
    clearLog();
    const parts = [
      { id: 'p1', text: 'find her number', done: true },
      { id: 'p3', text: 'breathe', done: false },
    ];
    await send(changeStep(plan, 's2', { parts, note: 'She is home after seven.', measure: null }));
    expect(under('Call Ana').map(({ text, checked }) => [text, checked])).toEqual([
      ['find her number', true],
      ['breathe', false],
      ['If nobody answers, then I write to her', undefined],
      ['She is home after seven.', undefined],
    ]);
    expect(writes()).toHaveLength(5);
  });
});

describe('what people do on the page', () => {
  it('stays: their own blocks, marks and comments in between', async () => {
    const { send, blocks, notion, page, toDoId } = begin();
    const plan = samplePlan();
    await send(plan);
    notion.user.appendParagraph(page().id, 'My own thoughts');
    notion.user.appendUnsupported(page().id);
    notion.user.appendParagraph(toDoId('Find the old song book'), 'under the bed?');
    notion.user.editBlockText(toDoId('Find the old song book'), [
      { type: 'text', text: { content: 'Find the ' } },
      { type: 'text', text: { content: 'old', link: { url: 'https://example.com/old' } }, annotations: { bold: true } },
      { type: 'text', text: { content: ' song book · ' } },
      { type: 'mention', mention: { type: 'date', date: { start: '2026-12-01' } } },
    ]);
    await send(changeStep(plan, 's1', { due: { date: '2026-12-06', time: '08:00', timeZone: 'Europe/Berlin' } }));
    expect(blocks().map(({ text }) => text)).toContain('My own thoughts');
    expect(blocks().at(-1)?.type).toBe('unsupported');
    const [changed] = blocks().filter(({ text }) => text.startsWith('Find'));
    expect(changed).toMatchObject({
      text: 'Find the old song book · 2026-12-06T08:00:00.000+01:00',
      children: [{ text: 'under the bed?' }],
    });
    const items = blocksOf(notion, page())[1]?.content.value;
    expect(items).toMatchObject({
      rich_text: [{}, { annotations: { bold: true }, text: { link: { url: 'https://example.com/old' } } }, {}, {}, {}],
    });
  });

  it('stays: a part they ticked, a line they wrote anew', async () => {
    const { send, under, notion } = begin();
    const plan = samplePlan();
    await send(plan);
    const [part, , ifThen] = under('Call Ana');
    notion.user.tickToDo(part?.id ?? '');
    notion.user.editBlockText(ifThen?.id ?? '', 'If nobody answers, I try again');
    await send(changeStep(plan, 's2', { note: 'Ours', ifThen: { challenge: 'nobody answers', then: 'I go there' } }));
    expect(under('Call Ana').map(({ text }) => text)).toEqual([
      'find her number',
      'pick a quiet hour',
      'If nobody answers, I try again',
      'Ours',
      'Measure: she has said yes or no',
    ]);
    expect(under('Call Ana')[0]?.checked).toBe(true);
  });

  it('stays: a to-do they put beneath another is still kept true', async () => {
    const { send, notion, page, toDoId } = begin();
    const plan = samplePlan();
    await send(plan);
    const [moved, into] = [toDoId('Find the old song book'), toDoId('Call Ana & ask her <b>whether</b> she plays')];
    const record = page();
    record.childIds = record.childIds.filter((id) => id !== moved);
    notion.state.blocks.get(into)?.childIds.push(moved);
    expect(await send(changeStep(plan, 's1', { status: 'done' }))).toMatchObject({ kind: 'delivered' });
    expect(notion.state.blocks.get(moved)?.content).toMatchObject({ value: { checked: true } });
  });

  it('stays where it is: a to-do with their words in it, when the order changes here', async () => {
    const { send, notion, steps, toDoId, links } = begin();
    const plan = samplePlan();
    await send(plan);
    const id = toDoId('Find the old song book');
    notion.user.appendParagraph(id, 'under the bed?');
    await send(withSteps(plan, ['s2', 's3', 's4', 's1']));
    expect(links.states.get('s1')).toMatchObject({ remoteId: id });
    expect(notion.state.blocks.get(id)?.inTrash).toBe(false);
    expect(steps()).toHaveLength(4);
  });

  it('a copy of the page is none of ours', async () => {
    for (const target of [pageTarget, databaseTarget]) {
      const { send, notion, page, clock, plans, links, notes } = begin(target);
      const plan = samplePlan();
      await send(plan);
      const own = page().id;
      clock.advance(600_000);
      const copy = notion.user.duplicatePage(own);
      await send(
        withSteps(changeStep(plan, 's1', { text: 'Buy a book', title: 'Buy a book' }), ['s1', 's2', 's3', 's4', 'n'], [step('n', 'New')]),
      );
      expect(links.states.get('plan')).toMatchObject({ remoteId: own });
      expect(plans()).toBe(2);
      expect(
        notion.inspect
          .page(copy)
          .blocks.map(({ text }) => text)
          .join(),
      ).not.toContain('Buy a book');
      expect(notes).toEqual([]);
    }
  });

  it.each([
    ['in the trash', (world: ReturnType<typeof begin>, id: string) => world.notion.user.trashPage(id)],
    ['deleted or unshared', (world: ReturnType<typeof begin>, id: string) => world.notion.user.unshare(id)],
    ['deleted or unshared', (world: ReturnType<typeof begin>, id: string) => world.notion.user.deleteForever(id)],
  ] as const)('a page %s is named, not made again', async (how, act) => {
    const world = begin();
    const plan = samplePlan();
    await world.send(plan);
    act(world, world.page().id);
    world.clearLog();
    const result = await world.send(changeStep(plan, 's1', { status: 'done' }));
    expect(result).toEqual({ kind: 'blocked', reason: 'target-gone', detail: `${how}: Sing in front of people again` });
    expect(world.writes()).toEqual([]);
  });

  it('a page they moved elsewhere is kept true there', async () => {
    const { send, notion, page, seeded, steps } = begin();
    const plan = samplePlan();
    await send(plan);
    notion.user.movePage(page().id, { type: 'page_id', page_id: seeded.workPageId });
    const changed = withSteps(changeStep(plan, 's1', { status: 'done' }), ['s1', 's2', 's3', 's4', 'n'], [step('n', 'New')]);
    expect(await send(changed)).toMatchObject({ kind: 'delivered' });
    expect(
      steps()
        .map(({ words }) => words)
        .at(-1),
    ).toBe('New');
  });

  it('a plan stays on its page when another home is chosen later', async () => {
    const world = begin(databaseTarget);
    const plan = samplePlan();
    await world.send(plan);
    const make = (fetch: Fetch) =>
      createNotionDestination({ fetch, token: SAMPLE_NOTION_TOKEN, connection: { ...world.connection, target: pageTarget(world.seeded) } });
    expect(await world.send(changeStep(plan, 's1', { status: 'done' }), make)).toMatchObject({ kind: 'delivered' });
    expect(world.plans()).toBe(1);
    expect(world.steps()[0]?.isDone).toBe(true);
  });

  it('the outcome they deleted does not come back', async () => {
    const { send, notion, blocks } = begin();
    const plan = samplePlan();
    await send(plan);
    notion.user.deleteBlock(blocks()[0]?.id ?? '');
    const changed = withSteps({ ...plan, outcome: { text: 'Sing!', title: 'Sing!' } }, ['n', 's1', 's2', 's3', 's4'], [step('n', 'First')]);
    expect(await send(changed)).toMatchObject({ kind: 'delivered' });
    expect(blocks().map(({ type }) => type)).not.toContain('callout');
    expect(blocks()[0]?.text).toBe('First');
  });

  it('title and properties they changed stay, unless ours has changed as well', async () => {
    const { send, notion, page, notes } = begin(databaseTarget);
    const plan = samplePlan();
    await send(plan);
    notion.user.editTitle(page().id, 'Mein Lied');
    notion.user.editProperty(page().id, 'Due', { date: { start: '2027-05-05' } });
    await send(changeStep(plan, 's3', { status: 'done' }));
    expect(notion.inspect.page(page().id)).toMatchObject({ title: 'Mein Lied', properties: { Due: '2027-05-05' } });
    await send({ ...plan, outcome: { ...plan.outcome, title: 'Sing again' } });
    expect(notion.inspect.page(page().id)).toMatchObject({ title: 'Sing again', properties: { Due: '2027-05-05' } });
    expect(notes).toEqual([{ kind: 'remote-value-kept', stepId: null, field: 'title', value: 'Mein Lied' }]);
  });
});

describe('two of a kind', () => {
  it.each([
    ['page', pageTarget],
    ['row', databaseTarget],
    ['row without an id', databaseWithoutIdTarget],
  ] as const)('a second %s the browser made is trashed and noted', async (_, target) => {
    const { send, notes, notion, plans } = begin(target);
    notion.faults.use((call) => (call.method === 'POST' && call.path === '/v1/pages' ? { kind: 'process-twice' } : undefined));
    await send(samplePlan());
    expect(plans()).toBe(1);
    expect(notion.inspect.pagesTitled('Sing in front of people again').filter(({ inTrash }) => inTrash)).toHaveLength(1);
    expect(notes).toEqual([
      {
        kind: 'surplus-removed',
        remoteId: expect.any(String) as string,
        url: expect.stringContaining('https://app.notion.com/p/') as string,
      },
    ]);
  });

  it('a second page a person has written into stays and is noted', async () => {
    const { attempt, notes, notion, plans, clock } = begin();
    notion.faults.use((call) => (call.path === '/v1/pages' ? { kind: 'process-twice' } : undefined));
    // all, put, POST, put: it dies before it has read anything.
    await deliverOnce({ ...attempt(samplePlan()), reaper: createReaper(4, 'after') });
    const [first] = notion.inspect.pagesTitled('Sing in front of people again');
    clock.advance(240_000);
    notion.user.appendParagraph(first?.id ?? '', 'Mine');
    expect(kinds(await deliverUntilDone(attempt(samplePlan()))).at(-1)).toBe('delivered');
    expect(plans()).toBe(2);
    expect(notes).toEqual([expect.objectContaining({ kind: 'surplus-kept', remoteId: first?.id }) as ActivityNote]);
  });

  it('the oldest page is taken when none is linked', async () => {
    const { attempt, notes, notion, links } = begin(databaseTarget);
    notion.faults.use((call) =>
      call.path === '/v1/pages' && call.method === 'POST' ? { kind: 'process-twice', then: 'drop' } : undefined,
    );
    expect(kinds(await deliverUntilDone(attempt(samplePlan())))).toEqual(['uncertain', 'delivered']);
    const [oldest] = notion.inspect.pagesTitled('Sing in front of people again').toSorted((a, b) => a.id.localeCompare(b.id));
    expect(links.states.get('plan')).toMatchObject({ remoteId: oldest?.id });
    expect(notes.map(({ kind }) => kind)).toEqual(['adopted', 'surplus-removed']);
  });

  it('a page that is listed late is found all the same', async () => {
    const { attempt, notion, plans, send, log, clearLog, clock } = begin(databaseTarget);
    notion.settings.queryLagMs = 50_000;
    notion.faults.use((call) => (call.path === '/v1/pages' && call.nth === 1 ? { kind: 'process-twice', then: 'drop' } : undefined));
    expect(kinds(await deliverUntilDone(attempt(samplePlan()))).at(-1)).toBe('delivered');
    expect(plans()).toBe(1);
    notion.faults.clear();
    clock.advance(120_000);
    await send(samplePlan());
    clearLog();
    await send(samplePlan());
    expect(log).toEqual([]);
  });

  it('a second page that is listed late is trashed by the next delivery', async () => {
    const { send, notion, plans, clock } = begin(databaseTarget);
    notion.settings.queryLagMs = 50_000;
    notion.faults.use((call) => (call.path === '/v1/pages' && call.nth === 1 ? { kind: 'process-twice' } : undefined));
    expect(await send(samplePlan())).toMatchObject({ kind: 'delivered' });
    expect(plans()).toBe(2);
    clock.advance(60_000);
    expect(await send(samplePlan())).toMatchObject({ kind: 'delivered' });
    expect(plans()).toBe(1);
  });

  it('a page in the archive is found before another is made', async () => {
    const { attempt, notion, plans, clock } = begin(databaseTarget);
    await deliverOnce({ ...attempt(samplePlan()), reaper: createReaper(3, 'after') });
    const [made] = notion.inspect.pagesTitled('Sing in front of people again');
    notion.user.archivePage(made?.id ?? '');
    clock.advance(300_000);
    await deliverUntilDone(attempt(samplePlan()));
    expect(plans()).toBe(1);
  });

  it('a page Notion says it has made is taken at once', async () => {
    const { attempt, notion, plans } = begin();
    let committed = '';
    const service = {
      async fetch(request: Request): Promise<Response> {
        const response = await notion.fetch(request.clone());
        if (request.method !== 'POST' || committed !== '') return response;
        committed = ((await response.json()) as { id: string }).id;
        const body = {
          object: 'error',
          status: 503,
          code: 'service_unavailable',
          message: 'Try later',
          additional_data: { committed_resource_id: committed },
        };
        return new Response(JSON.stringify(body), { status: 503, headers: { 'content-type': 'application/json' } });
      },
    };
    expect(await deliverOnce({ ...attempt(samplePlan()), service })).toMatchObject({ kind: 'delivered' });
    expect(plans()).toBe(1);
  });

  it('steps appended twice are there once', async () => {
    const { send, notion, notes, steps } = begin();
    const plan = planOf([step('a', 'A')]);
    await send(plan);
    notion.faults.use((call) => (call.method === 'PATCH' && call.path.endsWith('/children') ? { kind: 'process-twice' } : undefined));
    const longer = withSteps(plan, ['a', 'b', 'c', 'd'], [step('b', 'B'), step('c', 'Same'), step('d', 'Same')]);
    expect(await send(longer)).toMatchObject({ kind: 'delivered', counts: { created: 3 } });
    expect(steps().map(({ words }) => words)).toEqual(['A', 'B', 'Same', 'Same']);
    expect(notes.map(({ kind }) => kind)).toEqual(['surplus-removed', 'surplus-removed', 'surplus-removed']);
  });
});

describe('what the browser has asked for twice and is refused the second time', () => {
  it('is done: a to-do taken away, also when it cannot be looked at right now', async () => {
    const { attempt, send, notion, steps } = begin();
    const plan = planOf([step('a', 'A'), step('b', 'B')]);
    await send(plan);
    notion.faults.use(({ method, path, nthAlike }) => {
      if (method === 'DELETE') return { kind: 'process-twice' };
      const isLook = method === 'GET' && path.includes('/blocks/') && !path.endsWith('/children');
      return isLook && nthAlike === 1 ? { kind: 'drop' } : undefined;
    });
    expect(kinds(await deliverUntilDone(attempt(withSteps(plan, ['a']))))).toEqual(['try-later', 'delivered']);
    expect(steps().map(({ words }) => words)).toEqual(['A']);
  });

  it('is done: a second page put into the trash', async () => {
    const { send, notion, plans } = begin();
    notion.faults.use((call) =>
      (call.path === '/v1/pages' && call.method === 'POST') || (call.path.startsWith('/v1/pages/') && call.method === 'PATCH')
        ? { kind: 'process-twice' }
        : undefined,
    );
    expect(await send(samplePlan())).toMatchObject({ kind: 'delivered' });
    expect(plans()).toBe(1);
  });
});

describe('what goes unanswered beneath the first level', () => {
  it.each([{ kind: 'process-then-drop' }, { kind: 'drop' }, { kind: 'malformed-body' }] as const)(
    'is there once: a part, with %j',
    async (fault) => {
      const { attempt, send, notion, under } = begin();
      const plan = samplePlan();
      await send(plan);
      notion.faults.use((call) => (call.method === 'PATCH' && call.path.endsWith('/children') && call.nthAlike === 1 ? fault : undefined));
      const parts = [...(plan.steps[1]?.parts ?? []), { id: 'p3', text: 'breathe', done: false }];
      const results = await deliverUntilDone(attempt(changeStep(plan, 's2', { parts })));
      expect(kinds(results)).toEqual(['uncertain', 'delivered']);
      expect(
        under('Call Ana')
          .map(({ text }) => text)
          .slice(0, 3),
      ).toEqual(['find her number', 'pick a quiet hour', 'breathe']);
      expect(under('Call Ana')).toHaveLength(6);
    },
  );

  it('is there once: the review line', async () => {
    const { attempt, send, notion, blocks } = begin();
    const plan = samplePlan();
    await send({ ...plan, review: null });
    notion.faults.use((call) =>
      call.method === 'PATCH' && call.path.endsWith('/children') && call.nthAlike === 1 ? { kind: 'process-then-drop' } : undefined,
    );
    expect(kinds(await deliverUntilDone(attempt(plan)))).toEqual(['uncertain', 'delivered']);
    expect(blocks().filter(({ text }) => text.startsWith('Review'))).toHaveLength(1);
  });

  it('stays: a second to-do a person has begun to use', async () => {
    const { attempt, send, notion, notes, clock, steps, blocks } = begin();
    const plan = planOf([step('a', 'A')]);
    await send(plan);
    notion.faults.use((call) => (call.method === 'PATCH' && call.path.endsWith('/children') ? { kind: 'process-twice' } : undefined));
    const longer = withSteps(plan, ['a', 'b'], [step('b', 'B')]);
    // all, page, children, pending, append, link: it dies before it can confirm.
    await deliverOnce({ ...attempt(longer), reaper: createReaper(6, 'after') });
    notion.faults.clear();
    clock.advance(300_000);
    const twin = blocks()
      .filter(({ text }) => text === 'B')
      .at(-1);
    notion.user.appendParagraph(twin?.id ?? '', 'mine');
    expect(kinds(await deliverUntilDone(attempt(longer))).at(-1)).toBe('delivered');
    expect(steps().map(({ words }) => words)).toEqual(['A', 'B', 'B']);
    expect(notes).toEqual([expect.objectContaining({ kind: 'surplus-kept', remoteId: twin?.id }) as ActivityNote]);
  });
});

describe('when it cannot be done', () => {
  const result = async (
    prepare: (world: ReturnType<typeof begin>) => void,
    target: Parameters<typeof begin>[0] = pageTarget,
  ): Promise<DeliveryResult | 'killed'> => {
    const world = begin(target);
    prepare(world);
    return world.send(samplePlan());
  };
  const onCreate =
    (status: number, body: unknown, headers = {}) =>
    (world: ReturnType<typeof begin>): void =>
      world.notion.faults.use((call) =>
        call.path === '/v1/pages' && call.method === 'POST' ? { kind: 'answer', status, headers, body } : undefined,
      );

  it('says that the token is dead', async () => {
    expect(await result(({ notion }) => notion.user.revoke(SAMPLE_NOTION_TOKEN))).toMatchObject({
      kind: 'blocked',
      reason: 'token-refused',
    });
  });

  it('does not take one 401 for a dead token', async () => {
    expect(await result(onCreate(401, { code: 'unauthorized', message: 'no' }))).toMatchObject({
      kind: 'blocked',
      reason: 'no-permission',
    });
  });

  it('says that another workspace is behind the token', async () => {
    const world = begin();
    onCreate(401, {})(world);
    const make = (fetch: Fetch) =>
      createNotionDestination({
        fetch,
        token: SAMPLE_NOTION_TOKEN,
        connection: { ...world.connection, account: { id: 'other', name: 'Other' } },
      });
    expect(await world.send(samplePlan(), make)).toMatchObject({ kind: 'blocked', reason: 'other-account', detail: 'Sample workspace' });
  });

  it('says that the token may not write', async () => {
    const world = begin();
    expect(await world.send(samplePlan(), withToken(world, SAMPLE_NOTION_READ_ONLY_TOKEN))).toMatchObject({
      kind: 'blocked',
      reason: 'no-permission',
    });
    expect(world.links.states.size).toBe(0);
  });

  it('says that the place is gone', async () => {
    expect(await result(({ notion, seeded }) => notion.user.unshare(seeded.homePageId))).toMatchObject({
      kind: 'blocked',
      reason: 'target-missing',
    });
    expect(await result(({ notion, seeded }) => notion.user.trashPage(seeded.homePageId))).toMatchObject({
      kind: 'blocked',
      reason: 'target-missing',
    });
    expect(await result(({ notion, seeded }) => notion.user.unshare(seeded.projectsDatabaseId), databaseTarget)).toMatchObject({
      kind: 'blocked',
      reason: 'target-missing',
    });
  });

  it('says that the workspace takes no more blocks', async () => {
    const full = ({ notion }: ReturnType<typeof begin>): void =>
      void (notion.state.connections.get(SAMPLE_NOTION_TOKEN)!.blockLimitReached = true);
    expect(await result(full)).toMatchObject({ kind: 'blocked', reason: 'plan-limit' });
  });

  it('says that the properties are no longer what they were', async () => {
    expect(
      await result(({ notion, seeded }) => notion.user.deleteProperty(seeded.projectsDataSourceId, 'Due'), databaseTarget),
    ).toMatchObject({ kind: 'blocked', reason: 'mapping-broken' });
    expect(
      await result(
        ({ notion, seeded }) => notion.user.retypeProperty(seeded.projectsDataSourceId, 'Due', { rich_text: {} }),
        databaseTarget,
      ),
    ).toMatchObject({ kind: 'blocked', reason: 'mapping-broken' });
  });

  it('follows a property that was only renamed', async () => {
    expect(
      await result(({ notion, seeded }) => notion.user.renameProperty(seeded.projectsDataSourceId, 'Due', 'Bis'), databaseTarget),
    ).toMatchObject({ kind: 'delivered' });
  });

  it.each([
    [429, { code: 'rate_limited', message: '' }, { 'retry-after': '631' }, { kind: 'try-later', reason: 'throttled' }],
    [
      429,
      { code: 'rate_limited', message: 'blocked', additional_data: { rate_limit_reason: 'public_api_request_blocked' } },
      {},
      { kind: 'blocked', reason: 'refused' },
    ],
    [409, { code: 'conflict_error', message: '' }, {}, { kind: 'try-later', reason: 'conflict' }],
    [409, { code: 'row_limit_exceeded', message: '' }, {}, { kind: 'blocked', reason: 'plan-limit' }],
    [529, { code: 'service_overload', message: '' }, {}, { kind: 'try-later', reason: 'service-unavailable' }],
    [
      400,
      { code: 'validation_error', message: 'a value is wrong' },
      {},
      { kind: 'blocked', reason: 'refused', detail: 'a value is wrong' },
    ],
    [503, { code: 'database_connection_unavailable', message: '' }, {}, { kind: 'uncertain' }],
    [502, '<html>', {}, { kind: 'uncertain' }],
  ] as const)('answers a %i to a create for what it is (%j)', async (status, body, headers, expected) => {
    const world = begin();
    onCreate(status, body, headers)(world);
    expect(await world.send(samplePlan())).toMatchObject(expected);
    expect(world.links.states.get('plan')?.kind).toBe(expected.kind === 'uncertain' ? 'intended' : undefined);
  });

  it('passes on what Notion says, without the token', async () => {
    const refused = await result(onCreate(400, { code: 'validation_error', message: `bad ${SAMPLE_NOTION_TOKEN} token` }));
    expect(refused).toMatchObject({ kind: 'blocked', detail: 'bad … token' });
  });

  it('waits for its turn without a trace', async () => {
    const world = begin();
    const make = () => world.make(() => Promise.reject(new NotYetError(world.clock.now() + 90_000)));
    expect(await world.send(samplePlan(), make)).toEqual({ kind: 'try-later', reason: 'throttled', notBefore: world.clock.now() + 90_000 });
    expect(world.links.states.size).toBe(0);
  });

  it('goes on from links it cannot read, without making anything twice', async () => {
    const world = begin();
    const plan = samplePlan();
    await world.send(plan);
    for (const [key, state] of world.links.states)
      world.links.states.set(key, state.kind === 'linked' ? { ...state, base: 'from elsewhere' } : state);
    const changed = changeStep(plan, 's3', { text: 'Sing four songs', title: 'Sing four songs' });
    expect(await world.send(changed)).toMatchObject({ kind: 'delivered' });
    expect(world.steps().map(({ words }) => words)).toEqual(changed.steps.map(({ text }) => text));
    expect(world.plans()).toBe(1);
  });

  it('logs nothing and asks only Notion, with the version it was built for', async () => {
    const world = begin();
    const seen: { url: string; version: string | null }[] = [];
    const service = {
      fetch(request: Request): Promise<Response> {
        seen.push({ url: request.url, version: request.headers.get('notion-version') });
        return world.notion.fetch(request);
      },
    };
    world.notion.faults.use((call) => (call.nth === 2 ? { kind: 'answer', status: 500, body: 'no' } : undefined));
    await deliverUntilDone({ ...world.attempt(samplePlan()), service });
    expect(seen.every(({ url, version }) => url.startsWith('https://api.notion.com/v1/') && version === '2026-03-11')).toBe(true);
    expect(seen.map(({ url }) => url).join()).not.toContain(SAMPLE_NOTION_TOKEN);
  });
});
