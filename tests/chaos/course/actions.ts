import type { Chance } from '#sandbox/seed/random.ts';

import { EVERYBODY, someMembers } from './members.ts';

const COMMON = { name: null, window: { from: null, until: null } };

/**
 * Limits of the rules, the same in every version: so that they can be judged without saying which version saw how much.
 * A code without limits is one time, ever.
 */
export const ACTION_LIMITS: Readonly<
  Record<string, { readonly per: 'month' | 'ever'; readonly times: number } | null>
> = {
  tap: { per: 'month', times: 3 },
  sign: { per: 'ever', times: 1 },
  review: { per: 'month', times: 2 },
  post: { per: 'month', times: 2 },
  workshop: null,
};

/** Keys of the rules by which members say themselves that they have done something. */
export const CLAIMS: readonly string[] = ['review', 'post'];
/** The code on a sign in the shop. */
export const SIGN_CODE = 'OPEN-DAY';

/** What members earn points for that is no order: with other points each time. */
export function someActions(chance: Chance): object[] {
  const claim = { kind: 'claim', proof: 'link', address: null } as const;
  const occasions = {
    tap: { kind: 'staff' },
    sign: { kind: 'code', code: SIGN_CODE },
    review: { ...claim, approval: 'staff' },
    post: { ...claim, approval: 'at_once' },
    workshop: { kind: 'api' },
  };
  return Object.entries(occasions).map(([key, occasion]) => {
    const limit = ACTION_LIMITS[key];
    const limits = limit ? [{ ...limit, points: null }] : [];
    const conditions = chance.happens(0.3) ? someMembers(chance) : EVERYBODY;
    return { ...COMMON, key, occasion, points: chance.between(5, 60), limits, conditions };
  });
}
