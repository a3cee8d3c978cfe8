import { setImmediate as nextTurn } from 'node:timers/promises';

import { toTime } from '../clock.ts';
import { moneyMoved } from '../commands/totals.ts';
import type { Id } from '../store/scalars.ts';
import type { Customer } from '../store/customer-types.ts';
import { type NewOrder, type NewRefund, RefusedByShop } from '../commands/command-types.ts';
import type { World } from '../world.ts';
import type { PlannedOrder } from './baskets.ts';
import type { PlannedStep } from './course.ts';
import { type PlannedEvent, planYear } from './plan-year.ts';

/** Events between two pauses, in which the state is saved and webhooks go out. */
const EVENTS_PER_TURN = 20;
/** The story waits while more deliveries than this are due: the app should live through it, not find a pile. */
const DUE_DELIVERIES_MAX = 64;

/** What is played, and who is told how far it is. */
export interface YearOptions {
  readonly from: Date;
  readonly until: Date;
  onProgress?(eventsPlayed: number, eventsTotal: number): void;
}

/** Who and what the plan's names stand for in this shop. */
interface Cast {
  readonly world: World;
  readonly customersByEmail: Map<string, Customer>;
  readonly orderIds: Map<string, Id>;
}

function toNewOrder({ world, customersByEmail }: Cast, planned: PlannedOrder): NewOrder {
  const { person, guest } = planned;
  const customer = person && !guest ? customersByEmail.get(person.email) : undefined;
  const products = new Map(world.products.all().map((product) => [product.handle, product]));
  return {
    customerId: customer?.id ?? null,
    email: person?.email ?? null,
    locale: person?.locale ?? 'de',
    lines: planned.lines.map(({ handle, variant, quantity, discount }) => ({
      variantId: products.get(handle)?.variants[variant]?.id ?? '',
      quantity,
      discount,
    })),
    discountCodes: planned.discountCodes,
    sourceName: planned.sourceName,
    address: person?.address ?? null,
    payment: planned.payment,
  };
}

function toNewRefund(
  world: World,
  orderId: Id,
  step: Extract<PlannedStep, { kind: 'refund' }>,
): NewRefund | null {
  const order = world.orders.get(orderId);
  if (!order) return null;
  const { line: wanted } = step;
  const lines = wanted ? order.lines.slice(wanted.position, wanted.position + 1) : [];
  const { paid, refunded } = moneyMoved(order);
  const refund = {
    orderId,
    lines: lines.map(({ id }) => ({ lineId: id, quantity: wanted?.quantity ?? 1 })),
    shipping: step.shipping ? order.shipping : 0,
    amountWithoutLines: Math.min(step.amount, paid - refunded),
    note: step.note,
  };
  const nothing = refund.lines.length === 0 && refund.shipping + refund.amountWithoutLines === 0;
  return nothing ? null : refund;
}

function playStep({ world }: Cast, orderId: Id, step: PlannedStep): void {
  switch (step.kind) {
    case 'pay':
      world.commands.markOrderPaid(orderId);
      return;
    case 'ship':
      world.commands.fulfillOrder(orderId);
      return;
    case 'cancel':
      world.commands.cancelOrder(orderId, { reason: step.reason, refund: step.refund });
      return;
    case 'refund': {
      const refund = toNewRefund(world, orderId, step);
      if (refund) world.commands.refundOrder(refund);
    }
  }
}

function playEvent(cast: Cast, event: PlannedEvent): void {
  const { world, customersByEmail, orderIds } = cast;
  world.clock.set(new Date(event.atMs));
  if (event.kind === 'join') {
    const customer = world.commands.createCustomer({ ...event.person, state: 'enabled' });
    customersByEmail.set(event.person.email, customer);
  } else if (event.kind === 'order') {
    const order = world.commands.placeOrder(toNewOrder(cast, event.planned));
    orderIds.set(event.order, order.id);
  } else {
    const orderId = orderIds.get(event.order);
    if (orderId !== undefined) playStep(cast, orderId, event);
  }
}

function playOrSkip(cast: Cast, event: PlannedEvent): void {
  try {
    playEvent(cast, event);
  } catch (error) {
    // Somebody at the admin may have shipped, refunded or cancelled the order before the plan came to it.
    if (!(error instanceof RefusedByShop)) throw error;
  }
}

/**
 * Plays a year in the shop: moves the clock from event to event and does what the plan says, so that webhooks carry
 * the times at which things happened. Goes on where it was interrupted; at once when it is done. Leaves the clock at
 * the end of the year.
 * @param options.from when the year begins; ignored when one was begun before
 * @param options.onProgress told after every few events
 */
export async function playYear(world: World, options: YearOptions): Promise<void> {
  const begun = world.yearProgress.get();
  if (begun?.state === 'done') return;
  // To the second, as it is saved: a year that is taken up again has the same plan.
  const from = new Date(begun?.from ?? toTime(options.from));
  const until = new Date(begun?.until ?? toTime(options.until));
  const plan = planYear(from, until);
  const cast: Cast = {
    world,
    customersByEmail: new Map(
      world.customers
        .all()
        .flatMap((customer) => (customer.email ? [[customer.email, customer]] : [])),
    ),
    orderIds: new Map(Object.entries(begun?.ids ?? {})),
  };
  let played = begun?.eventsPlayed ?? 0;
  while (played < plan.length) {
    const turn = plan.slice(played, played + EVENTS_PER_TURN);
    for (const event of turn) playOrSkip(cast, event);
    played += turn.length;
    // Saved in the same turn as what the events did: one transaction, so that none is played twice.
    world.yearProgress.put({
      state: 'playing',
      from: toTime(from),
      until: toTime(until),
      eventsPlayed: played,
      eventsTotal: plan.length,
      ids: Object.fromEntries(cast.orderIds),
    });
    options.onProgress?.(played, plan.length);
    await nextTurn();
    await world.outbox.untilAtMost(DUE_DELIVERIES_MAX);
  }
  world.clock.set(new Date(Math.max(Date.now(), until.getTime())));
  const progress = world.yearProgress.get();
  if (progress) world.yearProgress.put({ ...progress, state: 'done', ids: {} });
}
