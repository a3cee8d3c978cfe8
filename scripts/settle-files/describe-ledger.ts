import type { SettledFiles } from './settle-bodies.ts';

/** The ledger for reading: a line for each transfer, balance and file that was not understood. */
export function describeLedger({ transfers, balances, unreadable }: SettledFiles): string {
  const lines = [
    `Transfers: ${transfers.length}`,
    ...transfers.map(
      (each) =>
        `  order ${each.orderId}  customer ${each.customerId}  ${each.account} ${each.amount > 0 ? '+' : ''}${each.amount}  ${each.kind}`,
    ),
    `Balances: ${Object.keys(balances).length}`,
    ...Object.entries(balances).map(
      ([customerId, { available, owed }]) =>
        `  customer ${customerId}  available ${available}  owed ${owed}`,
    ),
    `Unreadable: ${unreadable.length}`,
    ...unreadable.map(({ file, reason }) => `  ${file}  ${reason}`),
  ];
  return `${lines.join('\n')}\n`;
}
