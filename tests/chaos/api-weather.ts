import type { Chance } from '#sandbox/seed/random.ts';
import type { PlannedApiFault } from '#sandbox/store/api-fault-types.ts';
import type { World } from '#sandbox/world.ts';

/** How badly any call may be answered, in per cent. */
const COMMON = { throttledPercent: 2, unavailablePercent: 2, timedOutPercent: 1 };
const CALM = { throttledPercent: 0, unavailablePercent: 0, timedOutPercent: 0, seed: 0 };
/** How likely something is planned at a change. */
const SHARE = 0.06;
const PLANNED_MAX = 6;
/**
 * How likely it is that what is planned lasts, and for how many calls: after eight in vain nobody knows any more what was
 * paid out, and the merchant has to look.
 */
const OUTAGES = 0.1;
const OUTAGE_CALLS = { min: 15, max: 40 };
/** What is paid out, and cannot be asked for again without a care. */
const PAY_OUTS = ['storeCreditAccountCredit', 'giftCardCreate'];

/** What Shopify may refuse, in its own words, by the field at the root of the operation. */
const REFUSALS: Readonly<Record<string, PlannedApiFault['userError']>> = {
  storeCreditAccountCredit: {
    field: ['creditInput', 'creditAmount'],
    message: 'The credit limit was exceeded',
    code: 'CREDIT_LIMIT_EXCEEDED',
  },
  giftCardCreate: {
    field: ['input', 'initialValue'],
    message: 'The limit of gift cards was exceeded',
    code: 'GIFT_CARD_LIMIT_EXCEEDED',
  },
  discountCodeBasicCreate: { field: null, message: 'Internal error', code: 'INTERNAL_ERROR' },
  discountRedeemCodeBulkAdd: { field: null, message: 'Internal error', code: 'INTERNAL_ERROR' },
  discountCodeRedeemCodeBulkDelete: {
    field: null,
    message: 'Internal error',
    code: 'INTERNAL_ERROR',
  },
  metafieldsSet: { field: null, message: 'Internal error', code: 'INTERNAL_ERROR' },
  tagsAdd: { field: ['id'], message: 'Internal error', code: null },
};

const ANYTHING: readonly PlannedApiFault['fault'][] = [
  'throttled',
  'unavailable',
  'timed_out',
  'nonsense',
];

/** Makes Shopify's Admin API answer badly: now one operation, now another, and a little all of the time. */
export class ApiWeather {
  private readonly world: World;
  private readonly chance: Chance;

  constructor(world: World, chance: Chance) {
    this.world = world;
    this.chance = chance;
    world.apiFaults.put({ ...COMMON, seed: chance.between(1, 1_000_000) });
  }

  /** Plans something for the next call of an operation, at times. */
  change(): void {
    const { plannedApiFaults } = this.world;
    const planned = plannedApiFaults.get();
    if (planned.length >= PLANNED_MAX || !this.chance.happens(SHARE)) return;
    if (this.chance.happens(OUTAGES) && planned.every(({ calls }) => calls < OUTAGE_CALLS.min)) {
      const operation = this.chance.pick(PAY_OUTS);
      const fault = this.chance.pick(['unavailable', 'timed_out', 'nonsense'] as const);
      const calls = this.chance.between(OUTAGE_CALLS.min, OUTAGE_CALLS.max);
      plannedApiFaults.put([...planned, { operation, fault, calls, userError: null }]);
      return;
    }
    const operation = this.chance.pick(Object.keys(REFUSALS));
    const userError = this.chance.happens(0.25) ? (REFUSALS[operation] ?? null) : null;
    const fault = userError ? 'user_error' : this.chance.pick(ANYTHING);
    const calls = this.chance.between(1, 2);
    plannedApiFaults.put([...planned, { operation, fault, calls, userError }]);
  }

  /** Shopify is well again. */
  clear(): void {
    this.world.apiFaults.put(CALM);
    this.world.plannedApiFaults.put([]);
  }
}
