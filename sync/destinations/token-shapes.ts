/**
 * What the services' tokens usually look like. Both call them opaque, so a shape is never a reason to refuse one;
 * it only helps to explain a refusal ("this looks like a Trello token").
 */

export function looksLikeNotionToken(token: string): boolean {
  return /^(ntn_|secret_)/.test(token);
}

/** A token (`ATTA…` or 64 hex digits), or a key or secret (32 or 64 hex digits). */
export function looksLikeTrelloCredential(token: string): boolean {
  return /^(ATTA|[0-9a-f]{32}$|[0-9a-f]{64}$)/i.test(token);
}

/** Whether a header can carry it at all. What cannot be sent would look like a broken network. */
export function isSendable(credential: string): boolean {
  return /^[\x21-\x7E]+$/.test(credential);
}
