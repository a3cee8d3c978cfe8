import { z } from 'zod';

import { AmountError, parseMinor } from '#app/loyalty/money.ts';

const LARGEST_ID = '9223372036854775807';

/**
 * An id as Shopify writes it into a body: a bare integer, or a string of its digits where it would have been rounded;
 * none is wider than 64 bits.
 */
export const WireId = z
  .union([
    z.number().int().positive(),
    z
      .string()
      .regex(/^[1-9]\d{0,18}$/, { abort: true })
      .refine((digits) => digits.length < LARGEST_ID.length || digits <= LARGEST_ID),
  ])
  .transform(String);

export const WireMoney = z.object({
  shop_money: z.object({ amount: z.string(), currency_code: z.string() }),
});
export type WireMoney = z.infer<typeof WireMoney>;

export const WireTime = z.iso.datetime({ offset: true });
export const WireText = z.string().max(10_000);

/** Reads minor units of an order's own currency; 0 for what is not there. */
export type MoneyReader = (money: WireMoney | null | undefined) => number;

/**
 * A reader of an order's amounts. They are added to each other, so one in another currency would be counted as something
 * it is not: the reader throws an AmountError then.
 * @param currency of the order
 */
export function readerOfMoney(currency: string): MoneyReader {
  return (money) => {
    if (!money) return 0;
    const { amount, currency_code } = money.shop_money;
    const minor = parseMinor(amount, currency_code);
    if (minor !== 0 && currency_code !== currency) throw new AmountError('several currencies');
    return minor;
  };
}
