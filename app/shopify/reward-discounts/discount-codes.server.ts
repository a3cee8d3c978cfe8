import { z } from 'zod';

import { OrderId } from '#app/loyalty/ids.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import {
  AddDiscountCodes,
  AddedDiscountCodes,
  DeleteDiscountCodes,
  DiscountCode,
  OrderWithCode,
} from '../generated/operations.server.ts';
import { fromGid, toGid } from '../admin-api/gid.server.ts';
import { askChecked } from './ask-checked.server.ts';
import { describeErrors, UserErrors } from './user-errors.server.ts';

/** Codes that Shopify adds in one call: "Maximum: 250 codes.", `discountRedeemCodeBulkAdd`. */
export const CODES_A_CALL = 250;

const Added = z.object({
  discountRedeemCodeBulkAdd: z.object({
    bulkCreation: z.object({ id: z.string() }).nullable(),
    userErrors: UserErrors,
  }),
});

/** What asking for codes came to. */
export type AddingCodes =
  /** The id by which `readAddedCodes` finds what became of them. */
  | { readonly kind: 'adding'; readonly adding: string }
  /** There is no such discount any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly problem: string };

/**
 * Has Shopify add codes to a discount, later.
 * @param codes at most CODES_A_CALL
 */
export async function addCodes(
  adminApi: AdminApi,
  shopDomain: string,
  shopifyId: string,
  codes: readonly string[],
): Promise<AdminAnswer<AddingCodes>> {
  const variables = {
    discountId: toGid('DiscountCodeNode', shopifyId),
    codes: codes.map((code) => ({ code })),
  };
  const answer = await askChecked(adminApi, shopDomain, AddDiscountCodes, variables, Added);
  if (!answer.ok) return answer;
  const { bulkCreation, userErrors } = answer.data.discountRedeemCodeBulkAdd;
  if (bulkCreation) {
    const adding = fromGid('DiscountRedeemCodeBulkCreation', bulkCreation.id);
    return { ok: true, data: { kind: 'adding', adding } };
  }
  if (userErrors.length === 0) return senseless('neither codes nor a reason');
  const isGone = userErrors.some(
    ({ field, code }) => code === 'INVALID' && field?.at(-1) === 'discountId',
  );
  const refused = { kind: 'refused', problem: describeErrors(userErrors) } as const;
  return { ok: true, data: isGone ? { kind: 'gone' } : refused };
}

function senseless(reason: string) {
  return { ok: false, failure: { kind: 'unavailable', reason } } as const;
}

/** What became of codes that were to be added. */
export interface AddedCodes {
  readonly isDone: boolean;
  readonly added: readonly string[];
  /** Somebody's already: ours, where an earlier call has added them after all. */
  readonly taken: readonly string[];
  readonly refused: readonly string[];
}

const State = z.object({
  discountRedeemCodeBulkCreation: z
    .object({
      done: z.boolean(),
      codes: z.object({
        nodes: z.array(
          z.object({
            code: z.string(),
            discountRedeemCode: z.object({ id: z.string() }).nullable(),
            errors: z.array(z.object({ code: z.string().nullable() })),
          }),
        ),
      }),
    })
    .nullable(),
});

/** @returns null where Shopify knows nothing of it */
export async function readAddedCodes(
  adminApi: AdminApi,
  shopDomain: string,
  adding: string,
): Promise<AdminAnswer<AddedCodes | null>> {
  const variables = { id: toGid('DiscountRedeemCodeBulkCreation', adding) };
  const answer = await askChecked(adminApi, shopDomain, AddedDiscountCodes, variables, State);
  if (!answer.ok) return answer;
  const creation = answer.data.discountRedeemCodeBulkCreation;
  if (!creation) return { ok: true, data: null };
  const { nodes } = creation.codes;
  const isTaken = (node: (typeof nodes)[number]) =>
    node.errors.some(({ code }) => code === 'TAKEN');
  const without = nodes.filter((node) => node.discountRedeemCode === null);
  const code = (node: (typeof nodes)[number]) => node.code;
  return {
    ok: true,
    data: {
      isDone: creation.done,
      added: nodes.filter((node) => node.discountRedeemCode !== null).map(code),
      taken: without.filter(isTaken).map(code),
      refused: without.filter((node) => !isTaken(node)).map(code),
    },
  };
}

/** A code as it stands at Shopify. */
export interface StandingCode {
  readonly codeId: string;
  /** Of its discount. */
  readonly shopifyId: string;
  /** How often it was used, as far as Shopify has counted yet. */
  readonly usages: number;
}

const Standing = z.object({
  codeDiscountNodeByCode: z
    .object({
      id: z.string(),
      codeDiscount: z.object({
        codes: z
          .object({
            nodes: z.array(
              z.object({ id: z.string(), code: z.string(), asyncUsageCount: z.number().int() }),
            ),
          })
          .optional(),
      }),
    })
    .nullable(),
});

/**
 * Looks a code up. Where Shopify knows whose it is and does not list it, its search is behind: then it is not gone, and no
 * other code is taken for it.
 * @returns null where there is none
 */
export async function findCode(
  adminApi: AdminApi,
  shopDomain: string,
  code: string,
): Promise<AdminAnswer<StandingCode | null>> {
  const variables = { code, query: `code:'${code}'` };
  const answer = await askChecked(adminApi, shopDomain, DiscountCode, variables, Standing);
  if (!answer.ok) return answer;
  const node = answer.data.codeDiscountNodeByCode;
  if (!node) return { ok: true, data: null };
  const own = node.codeDiscount.codes?.nodes.find((each) => isSameCode(each.code, code));
  if (!own) return senseless('a code that is there is not listed');
  return {
    ok: true,
    data: {
      codeId: fromGid('DiscountRedeemCode', own.id),
      shopifyId: fromGid('DiscountCodeNode', node.id),
      usages: own.asyncUsageCount,
    },
  };
}

const Deleted = z.object({
  discountCodeRedeemCodeBulkDelete: z.object({ userErrors: UserErrors }),
});

/** Has Shopify delete a code, later: `findCode` tells when it is gone. */
export async function deleteCode(
  adminApi: AdminApi,
  shopDomain: string,
  { shopifyId, codeId }: StandingCode,
): Promise<AdminAnswer<{ readonly problem: string | null }>> {
  const variables = {
    discountId: toGid('DiscountCodeNode', shopifyId),
    ids: [toGid('DiscountRedeemCode', codeId)],
  };
  const answer = await askChecked(adminApi, shopDomain, DeleteDiscountCodes, variables, Deleted);
  if (!answer.ok) return answer;
  const { userErrors } = answer.data.discountCodeRedeemCodeBulkDelete;
  return { ok: true, data: { problem: userErrors.length > 0 ? describeErrors(userErrors) : null } };
}

/** Shopify takes a code in whatever case it is entered. */
function isSameCode(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase();
}

const Orders = z.object({
  orders: z.object({
    nodes: z.array(z.object({ id: z.string(), discountCodes: z.array(z.string()) })),
  }),
});

/** An order that was placed with a code, if Shopify finds one: it searches by the first of an order's codes. */
export async function findOrderWithCode(
  adminApi: AdminApi,
  shopDomain: string,
  code: string,
): Promise<AdminAnswer<OrderId | null>> {
  const variables = { query: `discount_code:'${code}'` };
  const answer = await askChecked(adminApi, shopDomain, OrderWithCode, variables, Orders);
  if (!answer.ok) return answer;
  const order = answer.data.orders.nodes.find(({ discountCodes }) =>
    discountCodes.some((each) => isSameCode(each, code)),
  );
  return { ok: true, data: order ? OrderId.parse(fromGid('Order', order.id)) : null };
}
