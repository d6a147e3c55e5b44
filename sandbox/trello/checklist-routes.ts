import { checkItemAnswer, checklistAnswer } from './answers.ts';
import { route, type TrelloCall, type TrelloParts, type TrelloRoute } from './handler.ts';
import { itemPositionFor } from './positions.ts';
import { type ChecklistRecord } from './state.ts';
import { gone, invalidValue } from './trello-error.ts';

export function checklistRoutes({ state, changes }: TrelloParts): TrelloRoute[] {
  const checklistOf = ({ ids, find }: TrelloCall): ChecklistRecord => {
    const checklist = state.checklists.get(ids[0] ?? '');
    if (checklist === undefined) throw gone();
    find.card(checklist.idCard);
    return checklist;
  };

  return [
    route('POST', '/1/checklists', ({ parameters, find, member }) => {
      const idCard = parameters.objectId('idCard');
      if (idCard === undefined) throw invalidValue('idCard');
      const card = find.card(idCard);
      const made = changes.createChecklist(card, parameters.text('name') ?? 'Checklist', parameters.place('pos') ?? 'bottom', member.id);
      return { ...checklistAnswer(made), limits: {} };
    }),
    route('GET', '/1/checklists/:checklist', (call) => checklistAnswer(checklistOf(call))),
    route('PUT', '/1/checklists/:checklist', (call) => {
      const checklist = checklistOf(call);
      const name = call.parameters.text('name', { min: 1 });
      const place = call.parameters.place('pos');
      const siblings = [...state.checklists.values()].filter((one) => one.idCard === checklist.idCard && one !== checklist);
      if (name !== undefined) checklist.name = name;
      if (place !== undefined) checklist.pos = itemPositionFor(place, siblings);
      changes.touch(call.find.card(checklist.idCard));
      return checklistAnswer(checklist);
    }),
    route('DELETE', '/1/checklists/:checklist', (call) => {
      changes.deleteChecklist(checklistOf(call), call.member.id);
      return { limits: {} };
    }),
    route('GET', '/1/checklists/:checklist/checkItems', (call) => checklistAnswer(checklistOf(call))['checkItems']),
    route('POST', '/1/checklists/:checklist/checkItems', (call) => {
      const checklist = checklistOf(call);
      const { parameters } = call;
      const name = parameters.text('name', { min: 1 });
      if (name === undefined) throw invalidValue('name');
      const made = changes.createItem(checklist, name, parameters.flag('checked') ?? false, parameters.place('pos') ?? 'bottom');
      return { ...checkItemAnswer(made, checklist.id), nameData: { emoji: {} }, limits: {} };
    }),
    route('DELETE', '/1/checklists/:checklist/checkItems/:item', (call) => {
      const checklist = checklistOf(call);
      const at = checklist.items.findIndex(({ id }) => id === call.ids[1]);
      if (at === -1) throw gone();
      checklist.items.splice(at, 1);
      changes.touch(call.find.card(checklist.idCard));
      return { limits: {} };
    }),
  ];
}
