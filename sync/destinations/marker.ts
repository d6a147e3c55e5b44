/**
 * Markers: a plan's or step's own id inside the remote object, readable for people. By them a create whose
 * answer was lost is found again. Also the two ways destinations shorten text without hurting it.
 */

export interface StepMark {
  readonly planId: string;
  readonly stepId: string;
}

export function stepMarker({ planId, stepId }: StepMark): string {
  return `Slightly Clean step:${encodeId(planId)}/${encodeId(stepId)}`;
}

export function planMarker(planId: string): string {
  return `Slightly Clean plan:${encodeId(planId)}`;
}

/** The last one counts: ours stands at the end, whatever the person quotes above it. */
export function readStepMarker(text: string): StepMark | null {
  const found = [...text.matchAll(/Slightly Clean step:([\w.%-]+)\/([\w.%-]+)/g)].at(-1);
  const [planId, stepId] = [decodeId(found?.[1]), decodeId(found?.[2])];
  return planId === null || stepId === null ? null : { planId, stepId };
}

export function readPlanMarker(text: string): string | null {
  return decodeId([...text.matchAll(/Slightly Clean plan:([\w.%-]+)/g)].at(-1)?.[1]);
}

/** Ids of imported plans may hold anything; editors of Markdown rewrite `_`, `*` and `~`. */
function encodeId(id: string): string {
  return encodeURIComponent(id.toWellFormed()).replace(/[_*~!'()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decodeId(encoded: string | undefined): string | null {
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

/** At most `limit` UTF-16 units, ending between grapheme clusters, `…` where something is missing. */
export function cutText(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, boundaryAtOrBefore(text, limit - 1))}…`;
}

/** Pieces of at most `limit` UTF-16 units that join to the same text, split between grapheme clusters. */
export function splitText(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const end = boundaryAtOrBefore(rest, limit);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === '' ? pieces : [...pieces, rest];
}

function boundaryAtOrBefore(text: string, at: number): number {
  const cluster = new Intl.Segmenter().segment(text.slice(0, at + 200)).containing(at);
  if (cluster !== undefined && cluster.index > 0) return cluster.index;
  const isInsidePair = /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));
  return isInsidePair ? at - 1 : at;
}
