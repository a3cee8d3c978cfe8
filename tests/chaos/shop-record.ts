import type { Discount } from '#sandbox/store/discount-types.ts';
import type { World } from '#sandbox/world.ts';

/** A code, and the discount that it belongs to. */
export interface ShopCode {
  readonly code: string;
  readonly usages: number;
  /** How often it can be used; null for any number of times. */
  readonly usageLimit: number | null;
  readonly startsAt: string;
  readonly endsAt: string | null;
  /** What it takes off: minor units, or per cent. */
  readonly amount: number | null;
  readonly percent: number | null;
  /** Without any condition on what is in the cart. */
  readonly isForAnyCart: boolean;
}

/** What Shopify has in the end: what customers could use, and what they and others can see. Money in minor units. */
export interface ShopRecord {
  /** Discount codes that a checkout takes, or has taken. */
  readonly codes: readonly ShopCode[];
  /** Credits that the app made, by customer. */
  readonly credits: readonly { readonly customerId: string; readonly amount: number }[];
  readonly giftCards: readonly {
    /** Of which its note speaks. */
    readonly redemptionId: string;
    readonly customerId: string | null;
    readonly amount: number;
  }[];
  readonly customers: readonly {
    readonly id: string;
    /** Tags that name a tier. */
    readonly tierTags: readonly string[];
    /** Metafields of the app. */
    readonly tier: string | null;
    readonly summary: { readonly points: number; readonly pending: number } | null;
  }[];
}

const TIER_TAG = 'Evergreen: ';
const CARD_NOTE = 'Evergreen: redemption ';

/** Writes down what the shop has. */
export function recordShop(world: World): ShopRecord {
  const accounts = new Map(world.storeCreditAccounts.all().map((each) => [each.id, each]));
  const discounts = world.discounts.all();
  return {
    codes: discounts.flatMap((discount) =>
      world.redeemCodes
        .ofDiscount(discount.id)
        .map(({ code, usages }) => ({ code, usages, ...termsOf(discount) })),
    ),
    credits: world.storeCreditTransactions
      .all()
      .filter(({ kind, event }) => kind === 'credit' && event === 'ADJUSTMENT')
      .map(({ accountId, amount }) => ({
        customerId: accounts.get(accountId)?.customerId ?? '',
        amount,
      })),
    giftCards: world.giftCards.all().flatMap(({ note, customerId, initialValue: amount }) => {
      if (!note?.startsWith(CARD_NOTE)) return [];
      return [{ redemptionId: note.slice(CARD_NOTE.length), customerId, amount }];
    }),
    customers: world.customers.all().map(({ id, tags }) => ({
      id,
      tierTags: tags
        .filter((tag) => tag.startsWith(TIER_TAG))
        .map((tag) => tag.slice(TIER_TAG.length)),
      tier: metafield(world, id, 'tier'),
      summary: JSON.parse(metafield(world, id, 'summary') ?? 'null') as never,
    })),
  };
}

function termsOf({ offer, minimum, usageLimit, startsAt, endsAt }: Discount) {
  const value = offer.kind === 'basic' ? offer.value : null;
  return {
    ...{ usageLimit, startsAt, endsAt, isForAnyCart: minimum === null },
    amount: value?.kind === 'amount' ? value.amount : null,
    percent: value?.kind === 'percentage' ? Math.round(value.fraction * 100) : null,
  };
}

function metafield({ metafields }: World, customerId: string, key: string): string | null {
  const owner = `gid://shopify/Customer/${customerId}`;
  return metafields.get(owner, metafields.appNamespace, key)?.value ?? null;
}
