import { randomUUID } from 'node:crypto';

import { toTime } from '../../clock.ts';
import type { RedeemCode, RedeemCodeCreation } from '../../store/discount-types.ts';
import type { World } from '../../world.ts';
import { refuseArguments, toConnection, toFixedConnection } from '../connection.ts';
import { type Arguments, fieldsOf, type RequestContext } from '../context.ts';
import { inputTooLarge, notImplemented } from '../errors.ts';
import { parseGid, toGid } from '../gid.ts';
import { type Searchable, toFilter } from '../search.ts';
import { callError, type DiscountUserError } from './complaints.ts';
import { findDiscount } from './mutations.ts';

/** "Maximum: 250 codes.", the `codes` argument of `discountRedeemCodeBulkAdd` */
const CODES_MAX = 250;

const SORT_VALUES: Readonly<Record<string, (code: RedeemCode) => string>> = {
  ID: ({ id }) => id.padStart(20, '0'),
  CODE: ({ code }) => code,
  CREATED_AT: ({ createdAt }) => createdAt,
};

const SEARCHABLE: Readonly<Record<string, Searchable<RedeemCode>>> = {
  id: { kind: 'id', of: ({ id }) => id },
  code: { kind: 'word', of: ({ code }) => [code] },
  times_used: { kind: 'word', of: ({ usages }) => [String(usages)] },
};

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/DiscountRedeemCode */
export const redeemCodeFields = fieldsOf<RedeemCode>({
  id: ({ id }) => toGid('DiscountRedeemCode', id),
  code: ({ code }) => code,
  asyncUsageCount: ({ usages }) => usages,
});

/** A page of a discount's codes. */
export function toCodeConnection(codes: readonly RedeemCode[], arguments_: Arguments) {
  refuseArguments('codes', arguments_, ['savedSearchId']);
  const sortKey = String(arguments_['sortKey']);
  const valueOf = SORT_VALUES[sortKey];
  if (!valueOf) throw notImplemented(`sorting codes by ${sortKey}`);
  const matching = codes.filter(toFilter('codes', arguments_['query'], SEARCHABLE));
  return toConnection(matching, arguments_, { idOf: ({ id }) => id, valueOf });
}

function later(world: World): string {
  const { redeemCodesDelayMs } = world.backgroundSettings.get();
  return new Date(world.clock.now().getTime() + redeemCodesDelayMs).toISOString();
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/discountRedeemCodeBulkAdd */
export function discountRedeemCodeBulkAdd({ world }: RequestContext, arguments_: Arguments) {
  const codes = arguments_['codes'] as readonly { code: string }[];
  if (codes.length > CODES_MAX) throw inputTooLarge(codes.length);
  const refused = (error: DiscountUserError) => ({ bulkCreation: null, userErrors: [error] });
  const discount = findDiscount(world, arguments_['discountId'], 'code');
  if (!discount) {
    return refused(callError('discountId', 'Code discount does not exist.', 'INVALID'));
  }
  if (codes.length === 0) return refused(callError('codes', "Codes can't be blank", 'BLANK'));
  const creation: RedeemCodeCreation = {
    id: world.newId(),
    discountId: discount.id,
    createdAt: toTime(world.clock.now()),
    done: false,
    codes: codes.map(({ code }) => ({ code, redeemCodeId: null, refused: null })),
  };
  world.redeemCodeCreations.put(creation);
  world.backgroundJobs.put({
    id: randomUUID(),
    dueAt: later(world),
    work: { kind: 'add_redeem_codes', creationId: creation.id },
  });
  return { bulkCreation: creation, userErrors: [] };
}

type CodeResult = RedeemCodeCreation['codes'][number];

function toCodeResult({ code, redeemCodeId, refused }: CodeResult, world: World) {
  return {
    code,
    discountRedeemCode:
      redeemCodeId === null ? null : (world.redeemCodes.get(redeemCodeId) ?? null),
    errors: refused ? [callError('code', refused.message, refused.code)] : [],
  };
}

function importedOf({ codes }: RedeemCodeCreation): number {
  return codes.filter(({ redeemCodeId }) => redeemCodeId !== null).length;
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/DiscountRedeemCodeBulkCreation */
export const redeemCodeCreationFields = fieldsOf<RedeemCodeCreation>({
  id: ({ id }) => toGid('DiscountRedeemCodeBulkCreation', id),
  createdAt: ({ createdAt }) => createdAt,
  done: ({ done }) => done,
  codesCount: ({ codes }) => codes.length,
  importedCount: importedOf,
  failedCount: (creation) => (creation.done ? creation.codes.length - importedOf(creation) : 0),
  discountCode: ({ discountId }, _arguments, { world }) => world.discounts.get(discountId) ?? null,
  codes: ({ codes }, arguments_, { world }) =>
    toFixedConnection(
      codes.map((code, index) => ({ id: String(index), ...toCodeResult(code, world) })),
      arguments_,
    ),
});

const SELECTIONS = ['ids', 'search', 'savedSearchId'] as const;

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/discountCodeRedeemCodeBulkDelete */
export function discountCodeRedeemCodeBulkDelete({ world }: RequestContext, arguments_: Arguments) {
  const refused = (error: DiscountUserError) => ({ job: null, userErrors: [error] });
  const discount = findDiscount(world, arguments_['discountId'], 'code');
  if (!discount) {
    return refused(callError('discountId', 'Code discount does not exist.', 'INVALID'));
  }
  const given = SELECTIONS.filter((name) => Boolean(arguments_[name]));
  if (given.length !== 1) {
    const [message, code] =
      given.length === 0
        ? [
            "Missing expected argument key: 'ids', 'search' or 'saved_search_id'.",
            'MISSING_ARGUMENT',
          ]
        : ["Only one of 'ids', 'search' or 'saved_search_id' is allowed.", 'TOO_MANY_ARGUMENTS'];
    return { job: null, userErrors: [{ ...callError('', message, code), field: null }] };
  }
  refuseArguments('discountCodeRedeemCodeBulkDelete', arguments_, ['savedSearchId']);
  const wanted = new Set(
    ((arguments_['ids'] ?? []) as readonly string[]).map((gid) => parseGid(gid)?.id),
  );
  const found = toFilter('codes', arguments_['search'], SEARCHABLE);
  const chosen = world.redeemCodes
    .ofDiscount(discount.id)
    .filter((code) => (wanted.size > 0 ? wanted.has(code.id) : found(code)));
  const id = randomUUID();
  const redeemCodeIds = chosen.map((code) => code.id);
  world.backgroundJobs.put({
    id,
    dueAt: later(world),
    work: { kind: 'delete_redeem_codes', redeemCodeIds },
  });
  return { job: jobOf(world, id), userErrors: [] };
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Job: what is not under way any more is done. */
export function jobOf(world: World, id: string) {
  return { id: toGid('Job', id), done: world.backgroundJobs.get(id) === undefined };
}
