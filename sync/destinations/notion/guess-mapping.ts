/**
 * Which properties of a person's own data source most likely mean what. A guess by type first and name second, in the
 * languages people name their databases in; it is shown and can be changed before anything is written.
 */
import type { PlanMapping, PropertyRef } from '../../connection.ts';

interface Property extends PropertyRef {
  readonly options: readonly { readonly id: string; readonly name: string; readonly group: string | null }[];
}

const ID_NAMES = /slightly.?clean|sync.?id|external.?id|plan.?id|^id$|kennung|identifi/i;
const DATE_NAMES = /due|deadline|date|fällig|frist|datum|termin|fecha|vence|échéance|prazo|data|期限|期日|日付|تاريخ|תאריך/i;
const STATUS_NAMES = /status|state|stand|estado|état|statut|situação|進捗|状態|الحالة|סטטוס/i;
const DONE_NAMES =
  /done|complete|finished|erledigt|fertig|abgeschlossen|hecho|completad|terminad|fait|terminé|feito|concluíd|klaar|gedaan|zrobione|gotowe|完了|済|تم|בוצע/i;

/** Null when there is no title property, which every data source has. */
export function guessMapping(properties: readonly Property[]): PlanMapping | null {
  const title = properties.find((it) => it.type === 'title');
  if (!title) return null;
  const ofType = (type: string): readonly Property[] => properties.filter((it) => it.type === type);
  const dates = ofType('date');
  const id = ofType('rich_text').find((it) => ID_NAMES.test(it.name));
  const date = dates.find((it) => DATE_NAMES.test(it.name)) ?? (dates.length === 1 ? dates[0] : undefined);
  return { title: toRef(title), id: id ? toRef(id) : null, date: date ? toRef(date) : null, status: guessStatus(ofType) };
}

function guessStatus(ofType: (type: string) => readonly Property[]): PlanMapping['status'] {
  const status = ofType('status').find((it) => STATUS_NAMES.test(it.name)) ?? ofType('status')[0];
  if (status) return { property: toRef(status), ...statusOptions(status) };
  const checkbox = ofType('checkbox').find((it) => DONE_NAMES.test(it.name));
  if (checkbox) return { property: toRef(checkbox), open: null, done: null };
  const select = ofType('select').find((it) => STATUS_NAMES.test(it.name) && it.options.some((option) => DONE_NAMES.test(option.name)));
  return select ? { property: toRef(select), ...selectOptions(select) } : null;
}

/** Done-ness is the group an option belongs to (the last one), not its name, which people translate. */
function statusOptions({ options }: Property): { readonly open: string | null; readonly done: string | null } {
  const groups = [...new Set(options.map((it) => it.group))];
  const firstOf = (group: string | null | undefined): string | null => options.find((it) => it.group === group)?.id ?? null;
  if (groups.length < 2) return selectOptions({ options });
  return { open: firstOf(groups[0]), done: firstOf(groups.at(-1)) };
}

function selectOptions({ options }: Pick<Property, 'options'>): { readonly open: string | null; readonly done: string | null } {
  const done = options.find((it) => DONE_NAMES.test(it.name)) ?? null;
  return { open: options.find((it) => it !== done)?.id ?? null, done: done?.id ?? null };
}

function toRef({ id, name, type }: PropertyRef): PropertyRef {
  return { id, name, type };
}
