/**
 * The first `count` items in an order, sorted. A page is small and a list is long: sorting 5,000 orders for a page of
 * 100 takes several times as long as keeping the best 100 while going through them.
 */
export function smallest<Item>(
  items: readonly Item[],
  count: number,
  compare: (one: Item, other: Item) => number,
): Item[] {
  if (count >= items.length) return [...items].sort(compare);
  const kept: Item[] = [];
  for (const item of items) {
    const last = kept[count - 1];
    if (count === 0 || (last !== undefined && compare(item, last) >= 0)) continue;
    kept.splice(placeOf(item, kept, compare), 0, item);
    if (kept.length > count) kept.pop();
  }
  return kept;
}

/** Where an item belongs among sorted ones, behind its equals. */
function placeOf<Item>(
  item: Item,
  sorted: readonly Item[],
  compare: (one: Item, other: Item) => number,
): number {
  let [from, until] = [0, sorted.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    const candidate = sorted[middle];
    if (candidate !== undefined && compare(item, candidate) < 0) until = middle;
    else from = middle + 1;
  }
  return from;
}
