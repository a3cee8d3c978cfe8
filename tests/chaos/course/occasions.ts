import type { Chance } from '#sandbox/seed/random.ts';

import { EVERYBODY } from './members.ts';

const COMMON = {
  name: null,
  window: { from: null, until: null },
  conditions: EVERYBODY,
  limits: [],
};

/** What members are given points for without asking, by the key of its rule. */
export const OCCASIONS: readonly string[] = [
  'joining',
  'newsletter',
  'birthday',
  'join_anniversary',
];

/**
 * Rules for what members are given points for without asking: with other points each time, and in every version, so that
 * what is due does not depend on when somebody looks.
 */
export function someOccasions(chance: Chance): object[] {
  const joining = { kind: 'joining' };
  const newsletter = { kind: 'newsletter', takenBackWithinDays: chance.pick([0, 10, 60]) };
  const birthday = { kind: 'birthday', toldDaysBefore: chance.pick([0, 5, 20]) };
  const anniversary = { kind: 'join_anniversary' };
  return [joining, newsletter, birthday, anniversary].map((occasion) => ({
    ...{ ...COMMON, key: occasion.kind, occasion },
    points: chance.between(5, 60),
  }));
}
