/**
 * What the services' tokens usually look like. Both call them opaque, so an unknown shape is never refused. A token that
 * carries the other service's own prefix is not sent: it would hand one company's secret to another.
 */

export function looksLikeNotionToken(token: string): boolean {
  return /^(ntn_|secret_)/.test(token);
}

export function looksLikeTrelloToken(token: string): boolean {
  return token.startsWith('ATTA');
}

/** A key, a secret or an old token: only digits. Too plain a shape to refuse for, good enough to explain a refusal. */
export function mayBeTrelloCredential(token: string): boolean {
  return /^([0-9a-f]{32}|[0-9a-f]{64})$/i.test(token);
}

/** Whether a header can carry it at all. What cannot be sent would look like a broken network. */
export function isSendable(credential: string): boolean {
  return /^[\x21-\x7E]+$/.test(credential);
}
