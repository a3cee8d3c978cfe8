import { isUsable } from '../../commands/gift-cards.ts';
import type { GiftCard } from '../../store/credit-types.ts';
import type { World } from '../../world.ts';
import { refuseArguments, toConnection } from '../connection.ts';
import { type Arguments, fieldsOf } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { toGid } from '../gid.ts';
import { toMoney } from '../money.ts';
import { type Searchable, toFilter } from '../search.ts';

const lastCharacters = ({ code }: GiftCard): string => code.slice(-4);

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/GiftCard. The code itself is told once, at its creation. */
export const giftCardFields = fieldsOf<GiftCard>({
  id: ({ id }) => toGid('GiftCard', id),
  balance: ({ balance }, _arguments, { world }) => toMoney(balance, world.shop.get().currency),
  initialValue: ({ initialValue }, _arguments, { world }) =>
    toMoney(initialValue, world.shop.get().currency),
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  deactivatedAt: ({ deactivatedAt }) => deactivatedAt,
  expiresOn: ({ expiresOn }) => expiresOn,
  enabled: ({ deactivatedAt }) => deactivatedAt === null,
  isRedeemable: (card, _arguments, { world }) => isUsable(world, card),
  lastCharacters,
  maskedCode: (card) => `•••• •••• •••• ${lastCharacters(card)}`,
  note: ({ note }) => note,
  customer: ({ customerId }, _arguments, { world }) =>
    customerId === null ? null : (world.customers.get(customerId) ?? null),
});

function balanceStatus({ balance, initialValue }: GiftCard): string[] {
  if (balance === 0) return ['empty'];
  return [balance < initialValue ? 'partial' : 'full', 'full_or_partial'];
}

function searchable({ clock }: World): Readonly<Record<string, Searchable<GiftCard>>> {
  const today = clock.now().toISOString().slice(0, 10);
  const statusOf = ({ deactivatedAt, expiresOn }: GiftCard): string => {
    if (deactivatedAt !== null) return 'disabled';
    return expiresOn !== null && expiresOn < today ? 'expired' : 'enabled';
  };
  return {
    id: { kind: 'id', of: ({ id }) => id },
    customer_id: { kind: 'word', of: ({ customerId }) => [customerId ?? ''] },
    created_at: { kind: 'time', of: ({ createdAt }) => createdAt },
    status: { kind: 'word', of: (card) => [statusOf(card)] },
    balance_status: { kind: 'word', of: balanceStatus },
  };
}

/** "Filter by a case-insensitive search of multiple fields in a document, including gift card codes." */
function toGiftCardFilter(world: World, query: unknown): (card: GiftCard) => boolean {
  if (typeof query !== 'string' || !/^[a-z0-9]+$/i.test(query)) {
    return toFilter('QueryRoot.giftCards', query, searchable(world));
  }
  const wanted = query.toLowerCase();
  return (card) => card.code === wanted || lastCharacters(card) === wanted;
}

const SORT_VALUES: Readonly<Record<string, (card: GiftCard) => string>> = {
  ID: ({ id }) => id.padStart(20, '0'),
  CREATED_AT: ({ createdAt }) => createdAt,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
};

/** A page of gift cards. */
export function toGiftCardConnection(world: World, arguments_: Arguments) {
  refuseArguments('QueryRoot.giftCards', arguments_, ['savedSearchId']);
  const sortKey = String(arguments_['sortKey']);
  const valueOf = SORT_VALUES[sortKey];
  if (!valueOf) throw notImplemented(`sorting QueryRoot.giftCards by ${sortKey}`);
  const found = world.giftCards.all().filter(toGiftCardFilter(world, arguments_['query']));
  return toConnection(found, arguments_, { idOf: ({ id }) => id, valueOf });
}
