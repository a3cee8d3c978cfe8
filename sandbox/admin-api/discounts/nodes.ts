import { classOf, statusOf } from '../../discounts/classes.ts';
import type { Discount } from '../../store/discount-types.ts';
import type { World } from '../../world.ts';
import { refuseArguments, toConnection } from '../connection.ts';
import { type Arguments, type FieldResolver, fieldsOf, typed } from '../context.ts';
import { invalidId, notImplemented } from '../errors.ts';
import { parseGid, toGid } from '../gid.ts';
import { type Searchable, toFilter } from '../search.ts';

function typeOf({ method, offer }: Discount): string {
  if (method === 'automatic') return 'DiscountAutomaticBasic';
  const kinds = { basic: 'Basic', free_shipping: 'FreeShipping', bxgy: 'Bxgy' } as const;
  return `DiscountCode${kinds[offer.kind]}`;
}

/** A discount wrapped in one of its three nodes, which are the same discount under different names. */
function nodeFields(type: string, field: string) {
  return fieldsOf<Discount>({
    id: ({ id }) => toGid(type, id),
    [field]: (discount) => typed(typeOf(discount), discount),
  });
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/DiscountNode and its two sisters */
export const discountNodeTables = {
  DiscountNode: nodeFields('DiscountNode', 'discount'),
  DiscountCodeNode: nodeFields('DiscountCodeNode', 'codeDiscount'),
  DiscountAutomaticNode: nodeFields('DiscountAutomaticNode', 'automaticDiscount'),
};

const SORT_VALUES: Readonly<Record<string, (discount: Discount) => string>> = {
  ID: ({ id }) => id.padStart(20, '0'),
  TITLE: ({ title }) => title,
  CREATED_AT: ({ createdAt }) => createdAt,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
  STARTS_AT: ({ startsAt }) => startsAt,
  ENDS_AT: ({ endsAt }) => endsAt ?? '9999',
};

function searchable(world: World): Readonly<Record<string, Searchable<Discount>>> {
  return {
    id: { kind: 'id', of: ({ id }) => id },
    title: { kind: 'word', of: ({ title }) => [title] },
    method: { kind: 'word', of: ({ method }) => [method] },
    status: { kind: 'word', of: (discount) => [statusOf(discount, world.clock.now())] },
    discount_class: { kind: 'word', of: (discount) => [classOf(discount)] },
    created_at: { kind: 'time', of: ({ createdAt }) => createdAt },
    updated_at: { kind: 'time', of: ({ updatedAt }) => updatedAt },
    starts_at: { kind: 'time', of: ({ startsAt }) => startsAt },
    code: {
      kind: 'word',
      // "Not supported for bulk discounts", which are those with several codes.
      of: ({ id }) => {
        const codes = world.redeemCodes.ofDiscount(id);
        return codes.length === 1 ? codes.map(({ code }) => code) : [];
      },
    },
  };
}

function findDiscounts(world: World, field: string, query: unknown): Discount[] {
  return world.discounts.all().filter(toFilter(field, query, searchable(world)));
}

function toNodeConnection(world: World, arguments_: Arguments) {
  refuseArguments('QueryRoot.discountNodes', arguments_, ['savedSearchId']);
  const sortKey = String(arguments_['sortKey']);
  const valueOf = SORT_VALUES[sortKey];
  if (!valueOf) throw notImplemented(`sorting QueryRoot.discountNodes by ${sortKey}`);
  const found = findDiscounts(world, 'QueryRoot.discountNodes', arguments_['query']);
  return toConnection(found, arguments_, { idOf: ({ id }) => id, valueOf });
}

/** Queries that find discounts: https://shopify.dev/docs/api/admin-graphql/2026-10/objects/QueryRoot */
export const discountQueries: Record<string, FieldResolver<unknown>> = {
  discountNode: (_root, { id }, { world }) => {
    const parsed = parseGid(String(id));
    if (!parsed || !(parsed.type in discountNodeTables)) throw invalidId(String(id));
    return world.discounts.get(parsed.id) ?? null;
  },
  discountNodes: (_root, arguments_, { world }) => toNodeConnection(world, arguments_),
  discountNodesCount: (_root, { query }, { world }) => ({
    count: findDiscounts(world, 'QueryRoot.discountNodesCount', query).length,
    precision: 'EXACT',
  }),
  codeDiscountNodeByCode: (_root, { code }, { world }) => {
    const found = world.redeemCodes.find(String(code));
    return (found && world.discounts.get(found.discountId)) ?? null;
  },
};
