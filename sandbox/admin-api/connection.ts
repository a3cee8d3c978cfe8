import { z } from 'zod';

import type { Arguments } from './context.ts';
import { badRequest, notImplemented } from './errors.ts';
import type { Id } from '../store/scalars.ts';
import { smallest } from './smallest.ts';

/** The most items of a page: https://shopify.dev/docs/api/usage/pagination-graphql */
const PAGE_SIZE_MAX = 250;

/** A page size beyond what GraphQL's integers hold: bulk operations, which know no pages, ask for all with it. */
export const EVERYTHING = Number.MAX_SAFE_INTEGER;

const PageArguments = z.object({
  first: z.number().int().nullish(),
  last: z.number().int().nullish(),
  after: z.string().nullish(),
  before: z.string().nullish(),
  reverse: z.boolean().nullish(),
});

const Cursor = z.object({ last_id: z.string(), last_value: z.string() });
type Cursor = z.infer<typeof Cursor>;

/** How a list is ordered: by `valueOf`, and by id where that is equal. */
export interface Ordering<Item> {
  readonly idOf: (item: Item) => Id;
  /** Compared as text: times in one format, or digits padded to one length. */
  readonly valueOf: (item: Item) => string;
}

/**
 * A page of a list, as Relay's connections are: https://shopify.dev/docs/api/usage/pagination-graphql
 * A cursor holds where its item stood, so that a page continues in the right place when that item has gone.
 * @param items all items, in any order
 * @throws GraphQLError BAD_REQUEST for a page size or cursor that Shopify refuses
 */
export function toConnection<Item>(
  items: readonly Item[],
  arguments_: Arguments,
  ordering: Ordering<Item>,
) {
  const { first, last, after, before, reverse } = PageArguments.parse(arguments_);
  const size = pageSize(first ?? undefined, last ?? undefined);
  const direction = reverse ? -1 : 1;
  const order = (one: Cursor, other: Cursor): number => direction * compare(one, other);
  const positions = items.map((item) => ({ item, ...cursorOf(item, ordering) }));

  const from = after ? parseCursor(after) : undefined;
  const until = before ? parseCursor(before) : undefined;
  const within = positions.filter(
    (position) => (!from || order(position, from) > 0) && (!until || order(position, until) < 0),
  );
  const forwards = first !== undefined && first !== null;
  const page = forwards
    ? smallest(within, size, order)
    : smallest(within, size, (one, other) => order(other, one)).reverse();
  const [start, end] = [page[0], page.at(-1)];
  const edges = page.map((position) => ({ node: position.item, cursor: encode(position) }));
  return {
    edges,
    nodes: page.map(({ item }) => item),
    pageInfo: {
      hasNextPage: end !== undefined && positions.some((one) => order(one, end) > 0),
      hasPreviousPage: start !== undefined && positions.some((one) => order(one, start) < 0),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** A connection over what belongs to one object and keeps its own order, as the lines of an order do. */
export function toFixedConnection<Item extends { id: Id }>(
  items: readonly Item[],
  arguments_: Arguments,
) {
  const positions = new Map(items.map((item, index) => [item, String(index).padStart(6, '0')]));
  return toConnection(items, arguments_, {
    idOf: (item) => item.id,
    valueOf: (item) => positions.get(item) ?? '',
  });
}

/**
 * The items of a plain list field that takes `first`.
 * @throws GraphQLError BAD_REQUEST
 */
export function toList<Item>(items: readonly Item[], arguments_: Arguments): readonly Item[] {
  const { first } = PageArguments.parse(arguments_);
  return first === null || first === undefined ? items : items.slice(0, pageSize(first, undefined));
}

/** Refuses arguments that have a meaning in Shopify and none here. */
export function refuseArguments(field: string, arguments_: Arguments, names: string[]): void {
  const used = names.find((name) => arguments_[name] !== undefined && arguments_[name] !== null);
  if (used) throw notImplemented(`the argument ${used} of ${field}`);
}

function pageSize(first: number | undefined, last: number | undefined): number {
  if (first === undefined && last === undefined) {
    throw badRequest('you must provide one of first or last');
  }
  if (first !== undefined && last !== undefined) {
    throw badRequest('providing both first and last is not supported');
  }
  const size = first ?? last ?? 0;
  const name = first === undefined ? 'last' : 'first';
  if (size < 0) throw badRequest(`${name} cannot be a negative number`);
  if (size > PAGE_SIZE_MAX && size !== EVERYTHING)
    throw badRequest(`${name} cannot exceed ${PAGE_SIZE_MAX}`);
  return size;
}

function cursorOf<Item>(item: Item, ordering: Ordering<Item>): Cursor {
  return { last_id: ordering.idOf(item), last_value: ordering.valueOf(item) };
}

function encode({ last_id, last_value }: Cursor): string {
  return Buffer.from(JSON.stringify({ last_id, last_value })).toString('base64');
}

function parseCursor(text: string): Cursor {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64').toString()));
  } catch {
    throw badRequest('Invalid cursor for current pagination sort.');
  }
}

function compare(one: Cursor, other: Cursor): number {
  if (one.last_value !== other.last_value) return one.last_value < other.last_value ? -1 : 1;
  return (
    one.last_id.length - other.last_id.length ||
    (one.last_id < other.last_id ? -1 : Number(one.last_id > other.last_id))
  );
}
