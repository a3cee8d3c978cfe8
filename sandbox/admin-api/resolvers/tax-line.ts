import type { Minor } from '../../store/scalars.ts';
import { toMoneyBag } from '../money.ts';

/** The tax on an amount, as the one line there is; https://shopify.dev/docs/api/admin-graphql/2026-10/objects/TaxLine */
export function toTaxLines(amount: Minor, ratePercent: number, currency: string) {
  if (amount === 0) return [];
  return [
    {
      title: 'VAT',
      rate: ratePercent / 100,
      ratePercentage: ratePercent,
      channelLiable: false,
      priceSet: toMoneyBag(amount, currency),
    },
  ];
}
