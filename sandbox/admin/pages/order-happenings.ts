import { z } from 'zod';
import type { Order } from '#sandbox/store/order-types.ts';
import { RefusedByShop } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';
import { amount } from './refund.ts';

type Happening = (world: World, order: Order, form: Record<string, unknown>) => unknown;

const paymentForm = z.object({
  amount,
  gateway: z.string().trim().min(1),
  status: z.enum(['success', 'pending', 'failure']),
});
const partForm = z.object({ part: z.string() });
const ownerForm = z.object({ email: z.string().trim().toLowerCase() });
const disputeForm = z.object({ initiatedAs: z.enum(['CHARGEBACK', 'INQUIRY']) });
const decisionForm = z.object({
  decision: z.enum(['UNDER_REVIEW', 'ACCEPTED', 'PREVENTED', 'WON', 'LOST']),
});
const returnForm = z.object({
  line: z.string(),
  quantity: z.coerce.number().int(),
  /** A variant that is sent instead; empty for none. */
  instead: z.string().default(''),
});

function read<Form>(schema: z.ZodType<Form>, form: Record<string, unknown>): Form {
  const parsed = schema.safeParse(form);
  if (!parsed.success) throw new RefusedByShop('The form cannot be read.');
  return parsed.data;
}

function move(world: World, order: Order, form: Record<string, unknown>): void {
  const { email } = read(ownerForm, form);
  const owner = world.customers.all().find((one) => one.email?.toLowerCase() === email);
  if (email !== '' && !owner) throw new RefusedByShop(`No customer has the address ${email}.`);
  world.commands.moveOrder(order.id, owner?.id ?? null);
}

function sendBack(world: World, order: Order, form: Record<string, unknown>): void {
  const { line, quantity, instead } = read(returnForm, form);
  const units = [{ lineId: line, quantity }];
  if (instead === '') {
    world.commands.returnOrder({ orderId: order.id, lines: units });
    return;
  }
  const give = [{ variantId: instead, quantity }];
  world.commands.exchangeOrder({ orderId: order.id, take: units, give });
}

/** What else can happen to an order, by the last part of the address to which its form is sent. */
export const HAPPENINGS: Readonly<Record<string, Happening>> = {
  payment: ({ commands }, { id }, form) => commands.recordPayment(id, read(paymentForm, form)),
  capture: ({ commands }, { id }) => commands.capturePayment(id),
  void: ({ commands }, { id }) => commands.voidPayment(id),
  expire: ({ commands }, { id }) => commands.expirePayment(id),
  'settle-refund': ({ commands }, { id }, form) =>
    commands.settleRefund(id, read(partForm, form).part),
  'fail-refund': ({ commands }, { id }, form) => commands.failRefund(id, read(partForm, form).part),
  'cancel-fulfilment': ({ commands }, { id }, form) =>
    commands.cancelFulfillment(id, read(partForm, form).part),
  return: sendBack,
  'close-return': ({ commands }, { id }, form) =>
    commands.closeReturn(id, read(partForm, form).part, { refund: true }),
  'approve-return': ({ commands }, { id }, form) =>
    commands.approveReturn(id, read(partForm, form).part),
  dispute: ({ commands }, { id }, form) =>
    commands.openDispute(id, read(disputeForm, form).initiatedAs),
  'decide-dispute': ({ commands }, { id }, form) =>
    commands.decideDispute(id, read(decisionForm, form).decision),
  customer: move,
};
