import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import { toTime } from '../../clock.ts';
import { findGiftCard } from '../../commands/gift-cards.ts';
import type { GiftCard } from '../../store/credit-types.ts';
import type { World } from '../../world.ts';
import { requireScope } from '../access.ts';
import type { FieldResolver } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { parseGid } from '../gid.ts';

/** "It must be 8-20 characters long and contain only letters(a-z) and numbers(0-9)." */
const CODE_LENGTH = { min: 8, max: 20 };

const Input = z.strictObject({
  code: z.string().nullish(),
  customerId: z.string().nullish(),
  expiresOn: z.iso.date().nullish(),
  initialAmount: z
    .object({
      amount: z.union([z.string(), z.number()]).transform((amount) => Number(amount) * 100),
      currencyCode: z.string(),
    })
    .nullish(),
  note: z.string().nullish(),
});
type Input = z.infer<typeof Input>;

interface Refusal {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
}

function judgeCode(world: World, code: string): Refusal | null {
  const refuse = (message: string, why: string) => ({
    field: ['input', 'code'],
    message: `Code ${message}`,
    code: why,
  });
  if (code.length < CODE_LENGTH.min) {
    return refuse(`is too short (minimum is ${CODE_LENGTH.min} characters)`, 'TOO_SHORT');
  }
  if (code.length > CODE_LENGTH.max) {
    return refuse(`is too long (maximum is ${CODE_LENGTH.max} characters)`, 'TOO_LONG');
  }
  if (!/^[a-z0-9]+$/i.test(code)) {
    return refuse('can only contain letters(a-z) and numbers(0-9)', 'INVALID');
  }
  return findGiftCard(world, code) ? refuse('has already been taken', 'TAKEN') : null;
}

function judgeAmount(world: World, { initialAmount }: Input): Refusal | null {
  const field = ['input', 'initialAmount'];
  if (!initialAmount) {
    return { field, message: "Initial amount can't be blank", code: 'MISSING_ARGUMENT' };
  }
  if (initialAmount.currencyCode !== world.shop.get().currency) {
    throw notImplemented('gift cards in other currencies than the shop’s');
  }
  const message = 'Initial amount must be greater than 0';
  return initialAmount.amount > 0 ? null : { field, message, code: 'GREATER_THAN' };
}

function judgeCustomer(world: World, { customerId }: Input): Refusal | null {
  if (!customerId) return null;
  const parsed = parseGid(customerId);
  if (parsed?.type === 'Customer' && world.customers.get(parsed.id)) return null;
  const message = 'The customer could not be found.';
  return { field: ['input', 'customerId'], message, code: 'CUSTOMER_NOT_FOUND' };
}

function read(argument: unknown): Input {
  const parsed = Input.safeParse(argument);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
  throw notImplemented(`GiftCardCreateInput.${name}, or what is in it`);
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/giftCardCreate */
export const giftCardCreate: FieldResolver<unknown> = (_root, arguments_, { world, scopes }) => {
  const input = read(arguments_['input']);
  // "Requires `write_customers` access_scope."
  if (input.customerId) requireScope(scopes, 'write_customers', 'giftCardCreate');
  const code = input.code ?? randomBytes(8).toString('hex');
  const userErrors = [
    judgeCode(world, code),
    judgeAmount(world, input),
    judgeCustomer(world, input),
  ].filter((refusal) => refusal !== null);
  if (userErrors.length > 0) return { giftCard: null, giftCardCode: null, userErrors };
  const initialValue = Math.round(input.initialAmount?.amount ?? 0);
  const time = toTime(world.clock.now());
  const giftCard: GiftCard = {
    id: world.newId(),
    code: code.toLowerCase(),
    initialValue,
    balance: initialValue,
    customerId: parseGid(input.customerId ?? '')?.id ?? null,
    note: input.note ?? null,
    expiresOn: input.expiresOn ?? null,
    createdAt: time,
    updatedAt: time,
    deactivatedAt: null,
  };
  world.giftCards.put(giftCard);
  return { giftCard, giftCardCode: giftCard.code, userErrors: [] };
};

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/giftCardDeactivate */
export const giftCardDeactivate: FieldResolver<unknown> = (_root, { id }, { world }) => {
  const parsed = parseGid(String(id));
  const before = parsed?.type === 'GiftCard' ? world.giftCards.get(parsed.id) : undefined;
  if (!before) {
    const message = 'The gift card could not be found.';
    const userErrors = [{ field: ['id'], message, code: 'GIFT_CARD_NOT_FOUND' }];
    return { giftCard: null, userErrors };
  }
  const time = toTime(world.clock.now());
  const deactivatedAt = before.deactivatedAt ?? time;
  const giftCard = { ...before, deactivatedAt, updatedAt: time };
  world.giftCards.put(giftCard);
  return { giftCard, userErrors: [] };
};
