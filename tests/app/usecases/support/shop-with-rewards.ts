import { expect } from 'vitest';

import { listAuditEntries } from '#app/db/shops/audit-log.server.ts';
import { findRedemption } from '#app/db/redemptions/redemptions.server.ts';
import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { cancelRedemption } from '#app/usecases/redemptions/cancel-redemption.server.ts';
import { publishProgram } from '#app/usecases/programs/publish-program.server.ts';
import { redeemRewards } from '#app/usecases/redeeming/redeem-rewards.server.ts';
import type {
  AskedReward,
  RedeemedReward,
  RedeemOutcome,
} from '#app/usecases/redeeming/asked-reward.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import { tendRewards } from '#app/usecases/tending/tend-rewards.server.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { NewOrder } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';
import { readFromWebhook } from '#tests/app/shopify/support/sandbox-readers.ts';
import { type AdminShop, openAdminShop } from '#tests/sandbox/support/admin-shop.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { join } from '#tests/support/members.ts';
import { testServices } from '#tests/support/services.ts';
import { ShopOnPaper } from '#tests/support/shop-on-paper.ts';

import { type Fault, FaultyAdminApi } from './faulty-admin-api.ts';

/** The app's ledger and the sandbox's Shopify, with rewards between them. */
export class ShopWithRewards {
  readonly paper: ShopOnPaper;
  readonly shopify: AdminShop;
  readonly services: Services;
  /** What the next calls of an operation come to, by its name. */
  readonly faults: Map<string, Fault[]>;
  /** Every operation that was asked for. */
  readonly asked: string[];
  private readonly pretended: Map<string, object>;
  private gifts = 0;
  private asks = 0;

  private constructor(paper: ShopOnPaper, shopify: AdminShop) {
    this.paper = paper;
    this.shopify = shopify;
    const adminApi = new FaultyAdminApi(shopify);
    this.faults = adminApi.faults;
    this.asked = adminApi.asked;
    this.pretended = adminApi.pretended;
    this.services = testServices(paper.database, { clock: { now: () => this.now }, adminApi });
  }

  static async open({ database }: TestDatabase, program: (world: World) => Program) {
    const shopify = await openAdminShop();
    return new ShopWithRewards(await ShopOnPaper.open(database, program(shopify.world)), shopify);
  }

  get world(): World {
    return this.shopify.world;
  }

  get now(): Date {
    return this.world.clock.now();
  }

  close(): Promise<void> {
    return this.shopify.close();
  }

  /** Time passes, and Shopify does what it does later. */
  passes(milliseconds: number): void {
    this.world.clock.set(new Date(this.now.getTime() + milliseconds));
    this.shopify.passSeconds(Math.ceil(milliseconds / 1_000));
    this.world.commands.runBackground();
  }

  /** The job that looks after rewards runs so often, some seconds apart. */
  async tends(times = 6, apartMs = 5_000): Promise<void> {
    for (let run = 0; run < times; run += 1) {
      await tendRewards(this.services, this.paper.shop.id);
      this.passes(apartMs);
    }
  }

  /** A customer of the sandbox who is a member with so many points. */
  async member(points: number): Promise<{ memberId: MemberId; customerId: string }> {
    const { id } = this.world.commands.createCustomer({
      firstName: 'Mara',
      lastName: 'Winter',
      email: `mara.${this.world.newId()}@example.com`,
      locale: 'de',
    });
    const memberId = await join(this.paper.database, this.paper.shop, id);
    this.gifts += 1;
    const award = { id: `gift-${this.gifts}`, memberId, points, reason: 'A gift' };
    if (points > 0) {
      await this.paper.run((sql) => awardPoints(sql, this.paper.shop.id, [award], this.now));
    }
    return { memberId, customerId: id };
  }

  /** Asks for a reward at a price. */
  async tries(
    change: Partial<AskedReward> & Pick<AskedReward, 'memberId'>,
  ): Promise<RedeemOutcome> {
    this.asks += 1;
    const asked: AskedReward = {
      rewardKey: 'five-off',
      asks: { points: 500, choice: null },
      cause: { kind: 'member', id: `ask-${this.asks}` },
      ...change,
    };
    const [outcome] = await this.paper.run((sql) =>
      redeemRewards(sql, this.paper.shop, [asked], this.now),
    );
    if (!outcome) throw new Error('asking came to nothing');
    return outcome;
  }

  /** Asks for a reward, and gets it. */
  async redeems(memberId: MemberId, change: Partial<AskedReward> = {}): Promise<RedeemedReward> {
    const outcome = await this.tries({ memberId, ...change });
    expect(outcome.outcome).toBe('redeemed');
    if (outcome.outcome !== 'redeemed') throw new Error('not redeemed');
    return outcome.redemption;
  }

  /** The merchant gives a redemption up for its member. @returns what became of that */
  cancels(redemptionId: string) {
    const asked = { redemptionId, memberId: null };
    return cancelRedemption(this.services, this.paper.shop.id, asked);
  }

  async redemption(id: string): Promise<Redemption> {
    const found = await findRedemption(this.paper.database.pool, this.paper.shop.id, id);
    if (!found) throw new Error('no such redemption');
    return found;
  }

  /** The codes of the pools that nobody has yet, sorted. */
  async freeCodes(): Promise<string[]> {
    const { rows } = await this.paper.database.pool.query<{ code: string }>(
      `SELECT code FROM reward_codes WHERE shop_id = $1 AND state = 'free' ORDER BY code`,
      [this.paper.shop.id],
    );
    return rows.map(({ code }) => code);
  }

  /** A code as Shopify has it; undefined where it is gone. */
  codeAtShopify(code: string | null) {
    return this.world.redeemCodes.find(code ?? '');
  }

  /** What the log says of an action, the newest first. */
  async logged(action: string) {
    const entries = await listAuditEntries(this.paper.database.pool, this.paper.shop.id, null, 50);
    return entries.filter((entry) => entry.action === action);
  }

  /** An order as a webhook tells of it now. */
  heard(orderId: string): ReadOrder {
    return readFromWebhook(this.shopify, orderId).order;
  }

  /** The app hears of an order as it stands. */
  async hearsOf(orderId: string): Promise<void> {
    await this.paper.hears(this.now.toISOString(), this.heard(orderId));
  }

  /** A minute later an order is cancelled and refunded. */
  comesBack(orderId: string): void {
    this.passes(60_000);
    this.world.commands.cancelOrder(orderId, { reason: 'customer', refund: true });
  }

  /** The merchant publishes another version, in force from now on. */
  async publishes(program: Program): Promise<void> {
    const source = { kind: 'document', document: program } as const;
    const outcome = await publishProgram(this.services, this.paper.shop, {
      staffUserId: '42',
      source,
      begins: 'now',
      note: null,
    });
    expect(outcome).toMatchObject({ outcome: 'published' });
  }

  /** The next call of an operation is answered like this. */
  pretends(name: string, data: object): void {
    this.pretended.set(name, data);
  }

  /** Somebody buys with a code. */
  buys(customerId: string | null, codes: readonly string[], change: Partial<NewOrder> = {}): Order {
    const [product] = this.world.products.all();
    const [variant] = product?.variants ?? [];
    if (!variant) throw new Error('The catalogue is empty.');
    return this.world.commands.placeOrder({
      customerId,
      email: null,
      locale: 'de',
      lines: [{ variantId: variant.id, quantity: 3 }],
      payment: 'paid',
      discountCodes: codes.map((code) => ({ code })),
      ...change,
    });
  }
}
