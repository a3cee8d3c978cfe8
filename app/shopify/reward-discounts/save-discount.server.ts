import { z } from 'zod';

import type { DiscountTerms } from '#app/loyalty/rewards/discount-terms.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import {
  ChangeAmountDiscount,
  CreateAmountDiscount,
  CreateShippingDiscount,
  DeleteDiscount,
} from '../generated/operations.server.ts';
import { fromGid, toGid } from '../admin-api/gid.server.ts';
import { askChecked } from './ask-checked.server.ts';
import { type DiscountPlan, toDiscountInput, toPriceChange } from './discount-input.server.ts';
import type { PricedProduct } from './product-prices.server.ts';
import { describeErrors, isTaken, UserErrors } from './user-errors.server.ts';

/** What saving a discount came to. */
export type SavedDiscount =
  | { readonly kind: 'saved'; readonly shopifyId: string }
  /** Its first code exists: it was created before, and the answer got lost. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly problem: string };

const Payload = z.object({
  codeDiscountNode: z.object({ id: z.string() }).nullable(),
  userErrors: UserErrors,
});

/** Creates a native discount with its first code. */
export async function createDiscount(
  adminApi: AdminApi,
  shopDomain: string,
  plan: DiscountPlan,
): Promise<AdminAnswer<SavedDiscount>> {
  const planned = toDiscountInput(plan);
  if (planned.kind === 'shipping') {
    const Answer = z.object({ discountCodeFreeShippingCreate: Payload });
    const variables = { discount: planned.input };
    return saved(
      await askChecked(adminApi, shopDomain, CreateShippingDiscount, variables, Answer),
      (data) => data.discountCodeFreeShippingCreate,
    );
  }
  const Answer = z.object({ discountCodeBasicCreate: Payload });
  const variables = { discount: planned.input };
  return saved(
    await askChecked(adminApi, shopDomain, CreateAmountDiscount, variables, Answer),
    (data) => data.discountCodeBasicCreate,
  );
}

/** Has the discount on a free product take off what that costs now, also by the codes that members have already. */
export async function changePrice(
  adminApi: AdminApi,
  shopDomain: string,
  shopifyId: string,
  { terms, product }: { readonly terms: DiscountTerms; readonly product: PricedProduct },
): Promise<AdminAnswer<SavedDiscount>> {
  const Answer = z.object({ discountCodeBasicUpdate: Payload });
  const variables = {
    id: toGid('DiscountCodeNode', shopifyId),
    discount: toPriceChange(terms, product),
  };
  return saved(
    await askChecked(adminApi, shopDomain, ChangeAmountDiscount, variables, Answer),
    (data) => data.discountCodeBasicUpdate,
  );
}

/** Deletes a discount with all of its codes. One that does not exist any more is deleted, too. */
export async function deleteDiscount(
  adminApi: AdminApi,
  shopDomain: string,
  shopifyId: string,
): Promise<AdminAnswer<'deleted'>> {
  const Answer = z.object({ discountCodeDelete: z.object({ userErrors: UserErrors }) });
  const variables = { id: toGid('DiscountCodeNode', shopifyId) };
  const answer = await askChecked(adminApi, shopDomain, DeleteDiscount, variables, Answer);
  return answer.ok ? { ok: true, data: 'deleted' } : answer;
}

function saved<Data>(
  answer: AdminAnswer<Data>,
  payloadOf: (data: Data) => z.infer<typeof Payload>,
): AdminAnswer<SavedDiscount> {
  if (!answer.ok) return answer;
  const { codeDiscountNode, userErrors } = payloadOf(answer.data);
  if (isTaken(userErrors)) return { ok: true, data: { kind: 'taken' } };
  if (userErrors.length > 0 || !codeDiscountNode) {
    return { ok: true, data: { kind: 'refused', problem: describeErrors(userErrors) } };
  }
  const shopifyId = fromGid('DiscountCodeNode', codeDiscountNode.id);
  return { ok: true, data: { kind: 'saved', shopifyId } };
}
