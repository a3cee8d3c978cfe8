import type { Discount } from '../../store/discount-types.ts';
import type { World } from '../../world.ts';

/** `ACTIVE_PERIOD_OVERLAP`: "At any given time, only 25 automatic discounts can be active." */
export const ACTIVE_AUTOMATIC_MAX = 25;

type Period = Pick<Discount, 'startsAt' | 'endsAt'>;

function isActiveAt({ startsAt, endsAt }: Period, moment: string): boolean {
  return startsAt <= moment && (endsAt === null || endsAt > moment);
}

/**
 * Whether there would be too many automatic discounts at some moment of a period.
 * @param id of the discount itself, where there is one already
 */
export function isOverfull(
  { discounts, clock }: Pick<World, 'discounts' | 'clock'>,
  period: Period,
  id: string | null,
): boolean {
  const now = clock.now().toISOString();
  const others = discounts.all().filter((other) => other.method === 'automatic' && other.id !== id);
  // The number only grows where one begins.
  const moments = [now, period.startsAt, ...others.map(({ startsAt }) => startsAt)];
  return moments
    .filter((moment) => moment >= now && isActiveAt(period, moment))
    .some(
      (moment) =>
        others.filter((other) => isActiveAt(other, moment)).length >= ACTIVE_AUTOMATIC_MAX,
    );
}
