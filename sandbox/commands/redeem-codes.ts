import type { RedeemCodeCreation } from '../store/discount-types.ts';
import type { Id } from '../store/scalars.ts';
import { announceDeleted } from './change-discount.ts';
import { type CommandContext, presentTime } from './context.ts';

/** The longest code that Shopify takes, as `TOO_LONG` of `DiscountErrorCode` presupposes; by experience. */
export const CODE_LENGTH_MAX = 255;

/** Why a shop does not take a code, as a `DiscountUserError` says it. */
export interface CodeRefusal {
  readonly message: string;
  readonly code: 'BLANK' | 'TOO_LONG' | 'TAKEN';
}

/** Whether the shop can have this code. */
export function refuseCode(
  { redeemCodes }: Pick<CommandContext, 'redeemCodes'>,
  code: string,
): CodeRefusal | null {
  if (code.trim() === '') return { message: "Code can't be blank", code: 'BLANK' };
  if (code.length > CODE_LENGTH_MAX) {
    const message = `Code is too long (maximum is ${CODE_LENGTH_MAX} characters)`;
    return { message, code: 'TOO_LONG' };
  }
  if (redeemCodes.find(code)) {
    return { message: 'Code must be unique. Please try a different code.', code: 'TAKEN' };
  }
  return null;
}

function createCode(
  context: CommandContext,
  discountId: Id,
  { code }: RedeemCodeCreation['codes'][number],
): RedeemCodeCreation['codes'][number] {
  const refused = refuseCode(context, code);
  if (refused) return { code, redeemCodeId: null, refused };
  const id = context.newId();
  context.redeemCodes.put({ id, discountId, code, usages: 0, createdAt: presentTime(context) });
  return { code, redeemCodeId: id, refused: null };
}

/** Creates the codes that a discount was to get, each unless it is taken by now. */
export function addRedeemCodes(context: CommandContext, creationId: Id): void {
  const creation = context.redeemCodeCreations.get(creationId);
  if (!creation) return;
  const { discountId } = creation;
  // A discount that was deleted meanwhile takes no codes.
  const codes = context.discounts.get(discountId)
    ? creation.codes.map((code) => createCode(context, discountId, code))
    : creation.codes;
  context.redeemCodeCreations.put({ ...creation, done: true, codes });
}

/** Deletes codes, as far as they are still there; announces `discounts/redeemcode_removed` for each. */
export function deleteRedeemCodes(context: CommandContext, ids: readonly Id[]): void {
  for (const id of ids) {
    const code = context.redeemCodes.get(id);
    context.redeemCodes.delete(id);
    if (code) announceDeleted(context, code);
  }
}
