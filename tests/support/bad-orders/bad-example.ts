import { expect } from 'vitest';

import { orderBody } from '../order-bodies.ts';

/** What is posted, and what is to become of it. */
export interface BadExample {
  readonly name: string;
  /** `orders/paid` unless told otherwise. */
  readonly topic?: string;
  /** @param id an order and a customer of this example's own */
  readonly body: (id: number) => unknown;
  /** Why it is unreadable, in part; what is missing here is done. */
  readonly unreadable?: Readonly<Record<string, unknown>>;
  /** Why it was done without more. */
  readonly done?: Readonly<Record<string, unknown>>;
  /** Points that the order is worth: 40 where it is done, none where it is not, unless told otherwise. */
  readonly points?: number;
}

export const euros = (amount: string, currency_code = 'EUR') => ({
  shop_money: { amount, currency_code },
});

/** A good order of 40.00 EUR by a customer of the same id, changed. */
export function order(id: number, changes: Readonly<Record<string, unknown>> = {}) {
  return { ...orderBody({ orderId: id, customerId: id }), ...changes };
}

/** A good line of 2 × 20.00 EUR, changed. */
export function line(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 501,
    title: 'House blend',
    quantity: 2,
    price_set: euros('20.00'),
    gift_card: false,
    discount_allocations: [],
    ...changes,
  };
}

export const notJson = { code: 'not_json' };
export const notUtf8 = { code: 'not_utf8' };
export const impossible = { code: 'not_representable' };
export const unexpected = (...fields: string[]) => ({ code: 'unexpected_body', fields });
/** However an id fails to be one. */
export const noId = (place: string) => ({
  code: 'unexpected_body',
  fields: [expect.stringMatching(new RegExp(`^${place} \\(\\w+\\)$`))],
});
export const amount = (detail: string) => ({ code: 'amount', detail });

export const text = (id: number, changes?: Readonly<Record<string, unknown>>) =>
  JSON.stringify(order(id, changes));
export const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
export const nestedObject = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
/** The order with one more key, written as it is. */
export const withRaw = (id: number, raw: string) => text(id).replace('{', `{${raw},`);
