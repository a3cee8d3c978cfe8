import { createHmac } from 'node:crypto';

import { z } from 'zod';

import type { AskedGiftCard, ListedGiftCard } from '#app/loyalty/cash-out/gift-card.ts';
import type { CustomerId } from '#app/loyalty/ids.ts';
import { parseMinor } from '#app/loyalty/money.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import { CreateGiftCard, GiftCardsByCode } from '../generated/operations.server.ts';
import { fromGid, toGid } from '../admin-api/gid.server.ts';
import { toMoneyInput } from '../admin-api/money-input.server.ts';
import {
  answerOfFailure,
  type PayOutAnswer,
  problemOf,
  readableGid,
  ReadableMoney,
  UNREADABLE_ANSWER,
} from './pay-out-answer.server.ts';

/** Letters and digits that people do not mistake for one another; 32, so that each is five bits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz123456789';
/** As long as Shopify's own codes: 80 bits, which nobody guesses. */
const CODE_LENGTH = 16;

/** Read with care: that a gift card is not there moves points. */
const GiftCards = z.object({
  giftCards: z.object({
    nodes: z.array(
      z.object({
        id: readableGid('GiftCard'),
        lastCharacters: z.string(),
        note: z.string().nullable(),
        initialValue: ReadableMoney,
      }),
    ),
  }),
});

/**
 * The code of a redemption's gift card: always the same one, so that asking again for what is there already is refused
 * as taken; and known to nobody who does not have the shop's key.
 */
export function giftCardCode(shopKey: string, redemptionId: string): string {
  const digest = createHmac('sha256', shopKey).update(`gift card ${redemptionId}`).digest();
  return Array.from(digest.subarray(0, CODE_LENGTH), (byte) => ALPHABET[byte % 32]).join('');
}

/** Makes a gift card for a customer; `taken` where there is one of its code. */
export async function createGiftCard(
  adminApi: AdminApi,
  shopDomain: string,
  wanted: AskedGiftCard & {
    readonly customerId: CustomerId;
    /** The last day on which it can be used, `2027-12-31`; null for ever. */
    readonly expiresOn: string | null;
  },
): Promise<PayOutAnswer | { readonly kind: 'taken' }> {
  const answer = await adminApi.run(shopDomain, CreateGiftCard, {
    input: {
      code: wanted.code,
      customerId: toGid('Customer', wanted.customerId),
      initialAmount: toMoneyInput(wanted.amount, wanted.currency),
      expiresOn: wanted.expiresOn,
      note: wanted.note,
    },
  });
  if (!answer.ok) return answerOfFailure(answer.failure);
  const { giftCard, userErrors = [] } = answer.data.giftCardCreate ?? {};
  if (giftCard) return { kind: 'paid', paidId: fromGid('GiftCard', giftCard.id) };
  const [error] = userErrors;
  if (userErrors.some(({ code }) => code === 'TAKEN')) return { kind: 'taken' };
  return error && error.code !== 'INTERNAL_ERROR'
    ? { kind: 'refused', problem: problemOf(error) }
    : { kind: 'unknown', problem: error?.message ?? 'an answer without a gift card' };
}

/** The gift cards that a code finds. Shopify's index may not know a new one yet. */
export async function findGiftCards(
  adminApi: AdminApi,
  shopDomain: string,
  code: string,
): Promise<AdminAnswer<readonly ListedGiftCard[]>> {
  const answer = await adminApi.run(shopDomain, GiftCardsByCode, { query: code });
  if (!answer.ok) return answer;
  const read = GiftCards.safeParse(answer.data);
  if (!read.success) return UNREADABLE_ANSWER;
  const data = read.data.giftCards.nodes.map((card) => ({
    id: fromGid('GiftCard', card.id),
    lastCharacters: card.lastCharacters,
    note: card.note,
    initialValue: parseMinor(card.initialValue.amount, card.initialValue.currencyCode),
    currency: card.initialValue.currencyCode,
  }));
  return { ok: true, data };
}
