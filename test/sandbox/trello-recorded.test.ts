import { describe, expect, it } from 'vitest';
import { setUpTrello, TRELLO_TOKEN } from './harness.ts';
import { recording, shapeDifferences, type ShapeRules } from './shape.ts';

/** Keys that appeared after the recording was made. */
const GROWN: ShapeRules = { mayAdd: ['start', 'cardRole', 'idPlugin', 'mimeType', 'dueReminder', 'fileName', 'staticMapUrl'] };

function expectSameShape(name: string, ours: { status: number; body: unknown }, rules: ShapeRules = GROWN) {
  const recorded = recording('trello', name);
  expect(ours.status).toBe(recorded.status);
  expect(shapeDifferences(recorded.body, ours.body, rules)).toEqual([]);
}

describe('answers have the shape of the recorded ones', () => {
  it('member, token, boards, lists', async () => {
    const { call, boardId } = setUpTrello();
    expectSameShape('member-me', await call('GET', '/members/me'), {
      mayLack: [
        'aaEmail',
        'aaEnrolledDate',
        'avatarSource',
        'credentialsRemovedCount',
        'gravatarHash',
        'marketingOptIn',
        'messagesDismissed',
        'oneTimeMessagesDismissed',
        'privacy',
        'sendSummaries',
        'minutesBetweenSummaries',
        'minutesBeforeDeadlineToNotify',
        'uploadedAvatarHash',
        'uploadedAvatarUrl',
        'isAaMastered',
        'ixUpdate',
        'boards',
        'orgs',
      ],
    });
    expectSameShape('token-introspect', await call('GET', `/tokens/${TRELLO_TOKEN}?webhooks=true`));
    expectSameShape('boards-selected-fields', await call('GET', '/members/me/boards?fields=id,name&filter=open'));
    expectSameShape('board-get', await call('GET', `/boards/${boardId}`), { mayAdd: ['backgroundColor'] });
    expectSameShape('board-lists', await call('GET', `/boards/${boardId}/lists?filter=open`));
    expectSameShape('list-create', await call('POST', '/lists', { name: 'L3', idBoard: boardId }), { mayAdd: ['subscribed', 'softLimit'] });
  });

  it('cards', async () => {
    const { call, listId } = setUpTrello();
    const created = await call('POST', '/cards', {
      idList: listId,
      name: 'Test Trello::Card.create 3',
      due: '2020-12-22T01:59:00+00:00',
      desc: 'x',
    });
    expectSameShape('card-create-with-due', created);
    const path = `/cards/${String(created.body['id'])}`;
    expectSameShape('card-update', await call('PUT', path, { name: 'New', desc: 'y', pos: 'top' }));
    expectSameShape('card-get-2023-headers', await call('GET', path));
    expectSameShape('card-full-fields-2022', await call('GET', `${path}?fields=all`), {
      ...GROWN,
      mayLack: ['address', 'coordinates', 'creationMethod', 'locationName', 'staticMapUrl', 'limits'],
    });
    expectSameShape('list-cards', await call('GET', `/lists/${listId}/cards?filter=open`));
    expectSameShape('card-archive', await call('PUT', path, { closed: true }));
    expectSameShape('card-delete', await call('DELETE', path));
    expect(created.body['url']).toMatch(/^https:\/\/trello\.com\/c\/\w{8}\/1-test-trellocardcreate-3$/);
  });

  it('checklists, labels, attachments', async () => {
    const { call, listId, boardId } = setUpTrello();
    const card = await call('POST', '/cards', { idList: listId, name: 'C' });
    const path = `/cards/${String(card.body['id'])}`;
    const checklist = await call('POST', '/checklists', { name: 'C2', idCard: card.body['id'] });
    expectSameShape('checklist-create', checklist);
    const item = await call('POST', `/checklists/${String(checklist.body['id'])}/checkItems`, { name: 'A', checked: false, pos: 'bottom' });
    expectSameShape('checkitem-create', item);
    expectSameShape('checkitem-complete', await call('PUT', `${path}/checkItem/${String(item.body['id'])}`, { state: 'complete' }));
    expectSameShape('card-checklists', await call('GET', `${path}/checklists?filter=all`));
    const label = await call('POST', '/labels', { name: 'Test', color: 'green', idBoard: boardId });
    expectSameShape('label-create', label);
    expectSameShape('card-add-label', await call('POST', `${path}/idLabels`, { value: label.body['id'] }));
    expectSameShape('attachment-file-upload', await call('POST', `${path}/attachments`, { url: 'https://example.com/a' }));
  });

  it('actions: one of each kind, with the same data', async () => {
    const { call, listId, boardId, trello } = setUpTrello();
    const doing = trello.inspect.listNamed(boardId, 'Doing') ?? '';
    const card = trello.user.createCard(listId, { name: 'Card', due: '2026-12-01T16:00:00.000Z' });
    trello.user.createCard(doing, { name: 'Already there' });
    trello.user.rename(card, 'new name');
    trello.user.editDesc(card, 'words');
    trello.user.setDue(card, '2026-12-02T16:00:00.000Z');
    await call('PUT', `/cards/${card}`, { idList: doing, pos: 'bottom', start: '2026-11-30T07:00:00.000Z', dueComplete: true });
    const checklist = await call('POST', `/cards/${card}/checklists`, { name: 'Parts' });
    await call('POST', `/checklists/${String(checklist.body['id'])}/checkItems`, { name: 'A' });
    trello.user.tickItem(card, 'A');
    await call('PUT', `/lists/${doing}`, { name: 'Under way' });
    trello.user.archiveList(doing);
    trello.user.delete(card);
    const ours = (await call('GET', `/boards/${boardId}/actions?limit=1000`)).body as unknown as Action[];
    const kind = ({ type, data }: Action) => `${type}:${Object.keys(data.old ?? {}).join()}`;
    for (const recorded of recording('trello', 'board-actions').body as unknown as Action[]) {
      const same = ours.find((one) => kind(one) === kind(recorded));
      expect(same, kind(recorded)).toBeDefined();
      expect(shapeDifferences(recorded, same, { mayAdd: ['appCreator'] }), kind(recorded)).toEqual([]);
    }
    expect(
      ours
        .filter(({ type }) => type === 'createCard' || type === 'updateCard')
        .slice(-2)
        .map(({ type }) => type),
    ).toEqual(['createCard', 'updateCard']);
  });

  it('headers of an answer', async () => {
    const { call } = setUpTrello();
    const recorded = recording('trello', 'card-get-2023-headers') as unknown as { headers: Record<string, string> };
    const { headers } = await call('GET', '/members/me');
    const expected = Object.keys(recorded.headers).filter((name) => !/member|db-query/.test(name));
    expect(expected.filter((name) => headers.get(name) === null)).toEqual([]);
  });
});

interface Action {
  readonly type: string;
  readonly data: { readonly old?: object };
}
