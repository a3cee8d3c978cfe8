import { findGiftCard, isUsable } from '../../commands/gift-cards.ts';
import { accountOf, readAccount } from '../../commands/store-credit.ts';
import type { GiftCard } from '../../store/credit-types.ts';
import type { Minor } from '../../store/scalars.ts';
import type { NewPayment } from '../../commands/command-types.ts';
import type { World } from '../../world.ts';
import type { Cart } from '../cart/cart.ts';
import type { Visit } from '../visit.ts';

/** A gift card that can be paid with, by what somebody typed where discount codes go too. */
export function usableGiftCard(world: World, code: string): GiftCard | undefined {
  const card = findGiftCard(world, code);
  return card && isUsable(world, card) ? card : undefined;
}

/** The cart's gift cards that can still be paid with. */
export function giftCardsOf(world: World, cart: Cart): GiftCard[] {
  return cart.giftCardIds
    .flatMap((id) => world.giftCards.get(id) ?? [])
    .filter((card) => isUsable(world, card));
}

/**
 * What a visitor has as store credit: "redeemable at checkout only when the owner is authenticated via new customer
 * accounts", https://shopify.dev/docs/api/admin-graphql/2026-10/objects/StoreCreditAccount
 */
export function storeCreditOf({ world, customer }: Visit): { id: string; balance: Minor } | null {
  if (!customer || world.shop.get().customerAccounts === 'classic') return null;
  const account = accountOf(world, customer.id);
  if (!account) return null;
  const { balance } = readAccount(world, account.id);
  return balance > 0 ? { id: account.id, balance } : null;
}

/** The payments that gift cards, and store credit where it is wanted, make towards a total. */
export function creditPayments(visit: Visit, total: Minor, usesStoreCredit: boolean): NewPayment[] {
  const account = usesStoreCredit ? storeCreditOf(visit) : null;
  const sources: NewPayment[] = giftCardsOf(visit.world, visit.cart).map(({ id, balance }) => ({
    gateway: 'gift_card',
    amount: balance,
    credit: { kind: 'gift_card', giftCardId: id },
  }));
  if (account) {
    sources.push({
      gateway: 'shopify_store_credit',
      amount: account.balance,
      credit: { kind: 'store_credit', accountId: account.id },
    });
  }
  let left = total;
  return sources.flatMap((source) => {
    const amount = Math.min(source.amount, left);
    left -= amount;
    return amount > 0 ? [{ ...source, amount }] : [];
  });
}
