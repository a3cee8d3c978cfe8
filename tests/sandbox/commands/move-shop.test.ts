import { afterEach, beforeEach, expect, test } from 'vitest';

import type { World } from '#sandbox/world.ts';

import { openShop } from './a-shop.ts';

let world: World;
beforeEach(async () => {
  world = await openShop();
});
afterEach(() => world.close());

test.for(['America/St_Johns', 'Asia/Kathmandu', 'Asia/Katmandu', 'UTC'])(
  'a shop may move to %s, whichever of its names is the older one',
  (timezone) => {
    world.commands.moveShop(timezone);
    expect(world.shop.get().timezone).toBe(timezone);
  },
);

test.for(['Europe/Entenhausen', '+05:45', ''])('there is no time zone "%s"', (timezone) => {
  const before = world.shop.get().timezone;
  expect(() => world.commands.moveShop(timezone)).toThrow(`There is no time zone ${timezone}.`);
  expect(world.shop.get().timezone).toBe(before);
});
