import { toTime } from '../../clock.ts';
import { classOf } from '../../discounts/classes.ts';
import type { Discount, MinimumRequirement } from '../../store/discount-types.ts';
import type { World } from '../../world.ts';
import type { Complaints } from './complaints.ts';
import type { DiscountInput } from './input.ts';
import { readContext } from './read-context.ts';
import { toMinor } from './read-offer.ts';

/** All that an input says of a discount. */
export type Draft = Omit<Discount, 'id' | 'method' | 'usages' | 'createdAt' | 'updatedAt'>;

function readMoment(
  given: string | null | undefined,
  before: string | null,
  name: string,
  complaints: Complaints,
): string | null {
  if (given === undefined) return before;
  if (given === null) return null;
  const moment = new Date(given);
  if (!Number.isNaN(moment.getTime())) return toTime(moment);
  complaints.add([name], `${name === 'startsAt' ? 'Starts' : 'Ends'} at is invalid`, 'INVALID');
  return before;
}

function readMinimum(
  input: DiscountInput['minimumRequirement'],
  before: MinimumRequirement | null,
  complaints: Complaints,
): MinimumRequirement | null {
  if (input === undefined) return before;
  const amount = input?.subtotal?.greaterThanOrEqualToSubtotal;
  const quantity = input?.quantity?.greaterThanOrEqualToQuantity;
  const [hasAmount, hasQuantity] = [typeof amount === 'number', typeof quantity === 'number'];
  if (hasAmount && hasQuantity) {
    complaints.add(
      ['subtotal', 'greaterThanOrEqualToSubtotal'],
      'Minimum subtotal cannot be defined when minimum quantity is.',
      'CONFLICT',
    );
    complaints.add(
      ['quantity', 'greaterThanOrEqualToQuantity'],
      'Minimum quantity cannot be defined when minimum subtotal is.',
      'CONFLICT',
    );
  }
  if (typeof amount === 'number') return { kind: 'subtotal', amount: toMinor(amount) };
  return typeof quantity === 'number' ? { kind: 'quantity', quantity } : null;
}

function readCombinesWith(
  input: DiscountInput['combinesWith'],
  before: Discount['combinesWith'] | undefined,
): Discount['combinesWith'] {
  return {
    order: input?.orderDiscounts ?? before?.order ?? false,
    product: input?.productDiscounts ?? before?.product ?? false,
    shipping: input?.shippingDiscounts ?? before?.shipping ?? false,
  };
}

function judgeTimes(draft: Pick<Draft, 'startsAt' | 'endsAt'>, complaints: Complaints): void {
  if (draft.startsAt === '') complaints.add(['startsAt'], "Starts at can't be blank", 'BLANK');
  else if (draft.endsAt !== null && draft.endsAt <= draft.startsAt) {
    complaints.add(['endsAt'], 'Ends at needs to be after starts_at', 'INVALID');
  }
}

/** What the reading of the offer found. */
export interface OfferFound {
  readonly offer: Discount['offer'] | null;
  /** An automatic discount is for all unless told; one with codes has to say for whom it is. */
  readonly forAllUnlessTold: boolean;
}

/**
 * Reads what an input says of a discount, over what it was before.
 * @returns null when something that it needs is missing; the complaints say what
 */
export function readDraft(
  world: World,
  input: DiscountInput,
  before: Discount | null,
  { offer, forAllUnlessTold }: OfferFound,
  complaints: Complaints,
): Draft | null {
  const title = input.title ?? before?.title ?? '';
  const context =
    readContext(world, input.context, before?.context ?? null, complaints.below('context')) ??
    (forAllUnlessTold ? ({ kind: 'all' } as const) : null);
  const times = {
    startsAt: readMoment(input.startsAt, before?.startsAt ?? null, 'startsAt', complaints) ?? '',
    endsAt: readMoment(input.endsAt, before?.endsAt ?? null, 'endsAt', complaints),
  };
  const usageLimit =
    input.usageLimit === undefined ? (before?.usageLimit ?? null) : input.usageLimit;
  const minimum = readMinimum(
    input.minimumRequirement,
    before?.minimum ?? null,
    complaints.below('minimumRequirement'),
  );
  const combinesWith = readCombinesWith(input.combinesWith, before?.combinesWith);
  if (title.trim() === '') complaints.add(['title'], "Title can't be blank", 'BLANK');
  if (!context) complaints.add(['context'], "Context can't be blank", 'BLANK');
  if (usageLimit !== null && usageLimit < 1) {
    complaints.add(['usageLimit'], 'Usage limit must be greater than 0', 'GREATER_THAN');
  }
  if (offer && classOf({ offer }) === 'shipping' && combinesWith.shipping) {
    const message = 'The combinesWith settings are not valid for the discount class.';
    complaints.add(['combinesWith'], message, 'INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS');
  }
  judgeTimes(times, complaints);
  if (!offer || !context || complaints.all.length > 0) return null;
  const oncePerCustomer = input.appliesOncePerCustomer ?? before?.oncePerCustomer ?? false;
  return { title, ...times, offer, context, minimum, combinesWith, usageLimit, oncePerCustomer };
}
