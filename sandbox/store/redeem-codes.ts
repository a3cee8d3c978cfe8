import type { RedeemCode, RedeemCodes } from './discount-types.ts';
import type { Store } from './store.ts';
import type { Id } from './scalars.ts';

/** Discount codes are case-insensitive: see `QueryRoot.codeDiscountNodeByCode` in the Admin API's schema. */
function spell(code: string): string {
  return code.trim().toLowerCase();
}

/** Opens the codes, found by discount and by what a shopper types: a pool has thousands of them. */
export function openRedeemCodes(store: Store): RedeemCodes {
  const table = store.table<RedeemCode>('redeemCode');
  const byCode = new Map<string, RedeemCode>();
  const byDiscount = new Map<Id, Map<Id, RedeemCode>>();
  const index = (code: RedeemCode): void => {
    const siblings = byDiscount.get(code.discountId) ?? new Map<Id, RedeemCode>();
    byDiscount.set(code.discountId, siblings.set(code.id, code));
    byCode.set(spell(code.code), code);
  };
  const forget = (code: RedeemCode): void => {
    byCode.delete(spell(code.code));
    byDiscount.get(code.discountId)?.delete(code.id);
  };
  table.all().forEach(index);
  return {
    get: (id) => table.get(id),
    find: (code) => byCode.get(spell(code)),
    ofDiscount: (discountId) => [...(byDiscount.get(discountId)?.values() ?? [])],
    put(code) {
      const before = table.get(code.id);
      if (before) forget(before);
      table.put(code);
      index(code);
    },
    delete(id) {
      const before = table.get(id);
      if (before) forget(before);
      table.delete(id);
    },
  };
}
