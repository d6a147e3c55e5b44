import { validationError } from './api-error.ts';

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Requests may leave the dashes out; answers never do. */
export function dashed(id: string): string {
  const hex = id.replaceAll('-', '').toLowerCase();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function pathId(raw: string, name: string): string {
  if (!isUuid(raw)) {
    throw validationError(`path failed validation: path.${name} should be a valid uuid, instead was \`${JSON.stringify(raw)}\`.`);
  }
  return dashed(raw);
}

/** Like the real ids: a prefix shared by the workspace, and not version 4, so that nobody checks for that. */
export function newNotionId(): string {
  const id = crypto.randomUUID();
  return `393abc1e-edcd-8${id.slice(15)}`;
}

const ODD_CHARACTERS = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ<>;:=?@[]^_`{|}~\\';

/** Ids of properties and options are four odd characters. Numbered, so that the same story gives the same ids; no two numbers share one. */
export function oddId(number: number): string {
  const base = ODD_CHARACTERS.length;
  let rest = ((number + 7) * 7_368_787) % base ** 4;
  let id = '';
  for (let place = 0; place < 4; place += 1) {
    id += ODD_CHARACTERS.charAt(rest % base);
    rest = Math.floor(rest / base);
  }
  return id;
}

/** As answers write it: percent-encoded, with a bare `~`. */
export function encodedPropertyId(id: string): string {
  return encodeURIComponent(id);
}

/** `https://app.notion.com/p/Weekly-plan-393abc…`: letters and digits of the title, then the id without dashes. */
export function notionUrl(id: string, title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  const hex = id.replaceAll('-', '');
  return `https://app.notion.com/p/${slug === '' ? '' : `${slug}-`}${hex}`;
}
