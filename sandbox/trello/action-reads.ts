import { actionAnswer, type Json, picked } from './answers.ts';
import { isObjectId } from './ids.ts';
import { type Parameters } from './parameters.ts';
import { type ActionRecord, type TrelloState } from './state.ts';
import { invalidValue } from './trello-error.ts';

/** Newest first; `since` includes its boundary, so a reader sees the last action twice. */
export function actionAnswers(
  state: TrelloState,
  isWanted: (action: ActionRecord) => boolean,
  parameters: Parameters,
  defaultFilter: string,
): Json[] {
  const limit = parameters.count('limit', { min: 0, max: 1000, fallback: 50 });
  const page = parameters.count('page', { min: 0, max: 19, fallback: 0 });
  const filters = (parameters.text('filter') ?? defaultFilter).split(',');
  const since = boundary(state, parameters, 'since');
  const before = boundary(state, parameters, 'before');
  const withMember = parameters.flag('memberCreator') ?? true;
  parameters.flag('member');
  const fields = parameters.fields('fields');
  return state.actions
    .filter((action) => isWanted(action) && filters.some((filter) => matchesFilter(action, filter)))
    .filter(({ at }) => (since === null || at >= since) && (before === null || at < before))
    .toReversed()
    .slice(page * limit, (page + 1) * limit)
    .map((action) => picked(actionAnswer(state, action, withMember), fields === undefined ? undefined : withMemberField(fields)));
}

function withMemberField(fields: 'all' | readonly string[]): 'all' | readonly string[] {
  return fields === 'all' ? fields : [...fields, 'memberCreator'];
}

/** `updateCard:idList` means: updates that changed the list. */
function matchesFilter({ type, data }: ActionRecord, filter: string): boolean {
  if (filter === 'all') return true;
  const [wantedType, field] = filter.split(':');
  if (type !== wantedType) return false;
  return field === undefined || (typeof data['old'] === 'object' && data['old'] !== null && field in data['old']);
}

function boundary(state: TrelloState, parameters: Parameters, name: 'since' | 'before'): number | null {
  const raw = parameters.text(name);
  if (raw === undefined || raw === '' || raw === 'null') return null;
  if (isObjectId(raw)) {
    const action = state.actions.find(({ id }) => id === raw);
    return action?.at ?? Number.parseInt(raw.slice(0, 8), 16) * 1000;
  }
  const ms = Date.parse(raw);
  if (Number.isNaN(ms)) throw invalidValue(name);
  return ms;
}
