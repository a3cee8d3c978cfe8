import type { Id, Minor, Time } from './scalars.ts';

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/StoreCreditAccount, in the shop's currency */
export interface StoreCreditAccount {
  readonly id: Id;
  readonly customerId: Id;
  readonly createdAt: Time;
}

/** What raised or lowered the balance of a store credit account. */
export interface StoreCreditTransaction {
  readonly id: Id;
  readonly accountId: Id;
  readonly kind: 'credit' | 'debit' | 'expiration';
  /** Positive of a credit, negative of the others. */
  readonly amount: Minor;
  readonly balanceAfter: Minor;
  readonly createdAt: Time;
  /** `StoreCreditSystemEvent` */
  readonly event: 'ADJUSTMENT' | 'ORDER_PAYMENT' | 'ORDER_REFUND';
  /** Of a credit: what of it is not spent. */
  readonly remaining: Minor;
  /** Of a credit. */
  readonly expiresAt: Time | null;
  /** Of an expiration: the credit that expired. */
  readonly creditId: Id | null;
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/GiftCard */
export interface GiftCard {
  readonly id: Id;
  readonly code: string;
  readonly initialValue: Minor;
  readonly balance: Minor;
  readonly customerId: Id | null;
  readonly note: string | null;
  /** The last day on which it can be used: `2027-12-31`. */
  readonly expiresOn: string | null;
  readonly createdAt: Time;
  readonly updatedAt: Time;
  readonly deactivatedAt: Time | null;
}

/** Where a payment with credit comes from, or goes back to. */
export type CreditSource =
  | { readonly kind: 'store_credit'; readonly accountId: Id }
  | { readonly kind: 'gift_card'; readonly giftCardId: Id };
