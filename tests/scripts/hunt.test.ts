import { expect, test } from 'vitest';

import { commandsAgain, livesByChance, seedsOf } from '#scripts/hunt/seeds.ts';

test('a test lives by chance where it tries cases that a seed decides', () => {
  expect(livesByChance("import fc from 'fast-check';\n")).toBe(true);
  expect(livesByChance("const SEED = Number(process.env['KILL_SEED'] ?? 11);\n")).toBe(true);
  expect(livesByChance("import { expect, test } from 'vitest';\n")).toBe(false);
});

test('a round has one seed for whatever lives by chance', () => {
  expect(seedsOf(42)).toEqual({ PROPERTY_SEED: '42', CHAOS_SEED: '42', KILL_SEED: '42' });
});

test('a failing round is brought back file by file, in the project of each', () => {
  const output = [
    ' ✓ |unit| tests/app/loyalty/money.test.ts (4 tests) 12ms',
    ' FAIL  |db| tests/app/usecases/tending/codes-and-orders.property.db.test.ts > any course',
    ' FAIL  |db| tests/app/usecases/tending/codes-and-orders.property.db.test.ts > another',
    ' FAIL  |unit| tests/sandbox/storefront/cart.test.ts > a cart > adds up',
  ].join('\n');
  const seeds = 'PROPERTY_SEED=7 CHAOS_SEED=7 KILL_SEED=7';
  expect(commandsAgain(7, output)).toEqual([
    `${seeds} npm run test:db -- tests/app/usecases/tending/codes-and-orders.property.db.test.ts`,
    `${seeds} npm run test:unit -- tests/sandbox/storefront/cart.test.ts`,
  ]);
});

test('a round that broke before any test is brought back as a whole', () => {
  expect(commandsAgain(7, 'Error: no space left on device')).toEqual([
    'PROPERTY_SEED=7 CHAOS_SEED=7 KILL_SEED=7 npm run test:unit',
    'PROPERTY_SEED=7 CHAOS_SEED=7 KILL_SEED=7 npm run test:db',
  ]);
});
