import type {
  AmountOff,
  BasicOffer,
  BxgyOffer,
  Discount,
  FreeShippingOffer,
} from '../../store/discount-types.ts';
import type { World } from '../../world.ts';
import type { Complaints } from './complaints.ts';
import type { BuysInput, DiscountInput, GetsInput } from './input.ts';
import { readItems } from './read-items.ts';

/** A decimal amount in minor units. */
export function toMinor(amount: number): number {
  return Math.round(amount * 100);
}

function isFraction(share: number): boolean {
  return share >= 0 && share <= 1;
}

const OUTSIDE = 'Value must be between 0.0 and 1.0';

function readAmountOff(
  value: GetsInput['value'],
  before: AmountOff | null,
  complaints: Complaints,
): AmountOff | null {
  const { percentage, discountAmount } = value ?? {};
  if (typeof percentage === 'number') {
    if (!isFraction(percentage)) {
      complaints.add(['percentage'], OUTSIDE, 'VALUE_OUTSIDE_RANGE');
    }
    return { kind: 'percentage', fraction: percentage };
  }
  if (!discountAmount) return before;
  const amount = toMinor(discountAmount.amount ?? 0);
  if (!(amount > 0)) {
    complaints.add(['discountAmount', 'amount'], 'Amount must be greater than 0', 'GREATER_THAN');
  }
  return { kind: 'amount', amount, onEachItem: discountAmount.appliesOnEachItem ?? false };
}

/** An amount off everything, products or collections. */
export function readBasicOffer(
  world: World,
  { customerGets }: DiscountInput,
  before: Discount['offer'] | null,
  complaints: Complaints,
): BasicOffer | null {
  const old = before?.kind === 'basic' ? before : null;
  const within = complaints.below('customerGets');
  const items = readItems(world, customerGets?.items, old?.items ?? null, within.below('items'));
  const value = readAmountOff(customerGets?.value, old?.value ?? null, within.below('value'));
  if (!items) within.add(['items'], "Items in 'customer get' must be defined", 'BLANK');
  if (!value) within.add(['value'], "Value can't be blank", 'BLANK');
  return items && value ? { kind: 'basic', items, value } : null;
}

/** Free shipping; null says of fees of any height, and nothing leaves it as it was. */
export function readFreeShippingOffer(
  { maximumShippingPrice }: DiscountInput,
  before: Discount['offer'] | null,
): FreeShippingOffer {
  const old = before?.kind === 'free_shipping' ? before.feeMax : null;
  if (maximumShippingPrice === undefined) return { kind: 'free_shipping', feeMax: old };
  const feeMax = maximumShippingPrice === null ? null : toMinor(maximumShippingPrice);
  return { kind: 'free_shipping', feeMax };
}

function readNeed(
  value: BuysInput['value'],
  complaints: Complaints,
): BxgyOffer['buys']['need'] | null {
  if (typeof value?.quantity === 'number') return { kind: 'quantity', quantity: value.quantity };
  if (typeof value?.amount === 'number') return { kind: 'amount', amount: toMinor(value.amount) };
  complaints.add(['value'], "Value in 'customer buys' must be defined", 'BLANK');
  return null;
}

/** "Buy X get Y": it knows no percentage or amount of its own, and cannot give just anything. */
export function readBxgyOffer(
  world: World,
  input: DiscountInput,
  complaints: Complaints,
): BxgyOffer | null {
  const buying = complaints.below('customerBuys');
  const getting = complaints.below('customerGets');
  const bought = readItems(world, input.customerBuys?.items, null, buying.below('items'));
  const got = readItems(world, input.customerGets?.items, null, getting.below('items'));
  const need = readNeed(input.customerBuys?.value, buying);
  const onQuantity = input.customerGets?.value?.discountOnQuantity;
  const fraction = onQuantity?.effect?.percentage ?? null;
  const quantity = onQuantity?.quantity ?? null;
  if (!bought) buying.add(['items'], "Items in 'customer buys' must be defined", 'BLANK');
  if (!got) getting.add(['items'], "Items in 'customer get' must be defined", 'BLANK');
  if (got?.kind === 'all') {
    getting.add([], "Items in 'customer get' cannot be set to all", 'INVALID');
  }
  if (fraction === null || quantity === null) {
    const message = "Discount on quantity in 'customer get' must be defined";
    getting.add(['value', 'discountOnQuantity'], message, 'BLANK');
  } else if (!isFraction(fraction)) {
    getting.add(
      ['value', 'discountOnQuantity', 'effect', 'percentage'],
      OUTSIDE,
      'VALUE_OUTSIDE_RANGE',
    );
  }
  if (!bought || !got || !need || fraction === null || quantity === null) return null;
  return {
    kind: 'bxgy',
    buys: { items: bought, need },
    gets: { items: got, quantity, fraction },
    usesPerOrderMax: input.usesPerOrderLimit ?? null,
  };
}
