import type { Chance } from '#sandbox/seed/random.ts';

import { EVERYBODY, someMembers } from './members.ts';
import { PRIZE } from './rewards.ts';

const CONDITIONS = {
  ...{ members: EVERYBODY, channels: 'all', orders: 'all', subscriptions: 'all', minimum: 0 },
};
const COMMON = { name: null, window: { from: null, until: null }, lines: 'all', limits: [] };
const DAY_MS = 86_400_000;

const products = (named: object) => ({
  ...{ products: [], collections: [], vendors: [], types: [], tags: [] },
  ...named,
});
/** Products by what Shopify does not date. */
const BLENDS = { only: products({ tags: ['blend'] }) };
const scopesOf = (collectionId: string) => [
  BLENDS,
  { only: products({ types: ['Equipment', 'Tableware'] }) },
  { except: products({ types: ['Coffee'] }) },
  { only: products({ collections: [collectionId] }) },
  { except: products({ collections: [collectionId] }) },
];

/**
 * Some of the bonuses that a merchant may think of; a key is always of one kind. One multiple at most has a limit: which
 * of several would make way for which is not said.
 * @param collectionId of a collection that some products are in
 */
export function someBonuses(chance: Chance, season: Date, collectionId: string): object[] {
  const scopes = scopesOf(collectionId);
  const day = (number: number) => new Date(season.getTime() + number * DAY_MS).toISOString();
  const begins = chance.between(5, 120);
  const all = [
    {
      key: 'welcome',
      conditions: { ...CONDITIONS, orders: 'first' },
      gives: { kind: 'per_order', points: chance.between(5, 50) },
    },
    {
      key: 'regulars',
      conditions: { ...CONDITIONS, orders: 'later', minimum: chance.pick([0, 2_000]) },
      gives: { kind: 'multiple', percent: chance.pick([110, 150]) },
      limits: [{ per: chance.pick(['week', 'month']), times: chance.pick([null, 2]), points: 60 }],
    },
    {
      key: 'campaign',
      window: { from: day(begins), until: day(begins + chance.between(5, 60)) },
      conditions: { ...CONDITIONS, channels: chance.pick(['all', ['web']]) },
      gives: { kind: 'multiple', percent: chance.pick([150, 200, 300]) },
    },
    {
      key: 'each',
      conditions: CONDITIONS,
      lines: chance.pick(['all', ...scopes]),
      gives: { kind: 'per_item', points: chance.between(1, 5) },
      limits: chance.pick([[], [{ per: 'day', times: 1, points: null }]]),
    },
    {
      key: 'range',
      conditions: CONDITIONS,
      lines: chance.pick(scopes),
      gives: { kind: 'multiple', percent: chance.pick([120, 150, 250]) },
    },
    {
      key: 'insiders',
      conditions: { ...CONDITIONS, members: someMembers(chance) },
      lines: chance.pick(['all', ...scopes]),
      gives: { kind: 'per_order', points: chance.between(5, 30) },
    },
    {
      key: 'golden',
      conditions: { ...CONDITIONS, members: { ...EVERYBODY, tiers: ['silver', 'gold'] } },
      gives: { kind: 'per_order', points: chance.between(5, 30) },
      limits: [{ per: 'quarter', times: 3, points: null }],
    },
  ];
  return all.filter(() => chance.happens(0.5)).map((bonus) => ({ ...COMMON, ...bonus }));
}

/** Some of the challenges; a key always counts the same. */
export function someChallenges(chance: Chance, season: Date): object[] {
  const goals = {
    punches: { kind: 'items', lines: 'all', count: chance.between(4, 12) },
    blends: { kind: 'items', lines: BLENDS, count: chance.between(3, 8) },
    visits: { kind: 'orders', count: chance.between(2, 6) },
    spender: { kind: 'spend', amount: chance.between(50, 400) * 100 },
  };
  const from = new Date(season.getTime() + chance.between(0, 60) * DAY_MS).toISOString();
  return Object.entries(goals)
    .filter(() => chance.happens(0.4))
    .map(([key, goal]) => ({
      ...{ key, name: null, goal },
      conditions: chance.happens(0.3)
        ? { ...CONDITIONS, members: someMembers(chance) }
        : CONDITIONS,
      window: { from: chance.pick([null, from]), until: null },
      within: chance.pick(['month', 'quarter', 'ever']),
      repeats: chance.pick(['once', 'once_a_period', 'again']),
      prize: chance.happens(0.5)
        ? { kind: 'points', points: chance.between(10, 80) }
        : { kind: 'reward', reward: PRIZE },
    }));
}
