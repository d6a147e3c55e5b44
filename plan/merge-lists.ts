/** Lists when two copies of a plan meet. Nothing is taken out: what one copy does not have may be new in the other. */

/**
 * The newer copy's order. What only the older one has stays behind the neighbour it had there, or at the beginning.
 * Merging the result with one of the two again gives the same.
 */
export function joined<Item>(
  newer: readonly Item[],
  older: readonly Item[],
  keyOf: (item: Item) => string,
  merge: (newer: Item, older: Item) => Item,
): readonly Item[] {
  const olderByKey = new Map(older.map((item) => [keyOf(item), item]));
  const known = new Set(newer.map(keyOf));
  const result = newer.map((item) => {
    const other = olderByKey.get(keyOf(item));
    return other === undefined ? item : merge(item, other);
  });
  older.forEach((item, index) => {
    if (known.has(keyOf(item))) return;
    known.add(keyOf(item));
    const before = older[index - 1];
    const at = before === undefined ? -1 : result.findIndex((it) => keyOf(it) === keyOf(before));
    result.splice(at + 1, 0, item);
  });
  return result;
}

/** For lists that only grow: a copy that has all of the other's stays as it is, otherwise the newer one's news follow. */
export function grown<Item>(newer: readonly Item[], older: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const [inNewer, inOlder] = [new Set(newer.map(keyOf)), new Set(older.map(keyOf))];
  if (older.every((item) => inNewer.has(keyOf(item)))) return newer;
  return [...older, ...newer.filter((item) => !inOlder.has(keyOf(item)))];
}

/** Same values, whatever the order of names. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
