import { toTime } from '../clock.ts';
import type { Discount } from '../store/discount-types.ts';
import { statusOf } from './classes.ts';

/** A discount is switched off by ending now. */
export function endNow(discount: Discount, now: Date): Discount {
  if (statusOf(discount, now) === 'EXPIRED') return discount;
  return { ...discount, endsAt: toTime(now), updatedAt: toTime(now) };
}

/** And switched on by beginning now, or by having no end. */
export function beginNow(discount: Discount, now: Date): Discount {
  const status = statusOf(discount, now);
  if (status === 'ACTIVE') return discount;
  const change = status === 'SCHEDULED' ? { startsAt: toTime(now) } : { endsAt: null };
  return { ...discount, ...change, updatedAt: toTime(now) };
}
