import type { Discount, DiscountChange } from '#sandbox/store/discount-types.ts';

import type { Deed, DeedMaker, Desk } from './desk.ts';
import { someCode } from './redemptions.ts';

/** What staff do to the discounts of rewards in the admin, not knowing better, and how often. */
export const MEDDLING: Readonly<Record<string, readonly [weight: number, make: DeedMaker]>> = {
  'code deleted by staff': [2, deleteCode],
  'discount deleted by staff': [0.6, (desk) => meddle(desk, deleteDiscount)],
  'discount switched off by staff': [0.6, (desk) => meddle(desk, switchOff)],
  'discount changed by staff': [1.2, (desk) => meddle(desk, change)],
};

/** One that a member was told: those that nobody has are missed by nobody. */
function deleteCode(desk: Desk): Deed | undefined {
  const { redeemCodes, commands } = desk.town.world;
  const chosen = someCode(desk);
  const code = chosen && redeemCodes.find(chosen.code);
  if (!code) return undefined;
  commands.deleteRedeemCode(code.discountId, code.code);
  return done(code.code);
}

function meddle(desk: Desk, how: (desk: Desk, discount: Discount) => void): Deed | undefined {
  const among = desk.town.world.discounts.all();
  if (among.length === 0) return undefined;
  const discount = desk.chance.pick(among);
  how(desk, discount);
  return done(null);
}

function deleteDiscount({ town }: Desk, { id }: Discount): void {
  town.world.commands.deleteDiscount(id);
}

function switchOff({ town }: Desk, { id }: Discount): void {
  town.world.commands.switchDiscount(id, 'off');
}

function change({ town, chance }: Desk, { id, offer, combinesWith }: Discount): void {
  const changes: DiscountChange[] = [
    { usageLimit: 2 },
    { combinesWith: { ...combinesWith, shipping: !combinesWith.shipping } },
    { minimum: { kind: 'subtotal', amount: 5_000 } },
  ];
  if (offer.kind === 'basic') {
    changes.push({ offer: { ...offer, value: { kind: 'percentage', fraction: 0.9 } } });
  }
  town.world.commands.changeDiscount(id, chance.pick(changes));
}

/** It is done already, and once: the app is not asked. */
function done(code: string | null): Deed {
  return {
    ask: () => Promise.resolve({ state: 'done' }),
    told: () => ({ what: 'meddling', code, answers: [] }),
  };
}
