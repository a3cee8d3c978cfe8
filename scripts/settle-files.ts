/**
 * Settles webhook bodies that lie in a folder, as if Shopify had delivered them to a shop that has just installed the
 * app: posts each one twice, signed, to the real receiver, lets the real worker apply them, and prints the ledger.
 *
 *   npm run -s settle:files -- --dir bodies --json
 */
import { parseArgs } from 'node:util';

import { describeError, PlainError } from './support/plain-error.ts';
import { readBodies } from './settle-files/bodies.ts';
import { describeLedger } from './settle-files/describe-ledger.ts';
import { settleBodies } from './settle-files/settle-bodies.ts';

const USAGE = `Usage: npm run -s settle:files -- --dir <folder> [--json]

Posts every file of the folder, in the order of their names and each twice, to a fresh shop whose currency is that of
the bodies and whose program gives one point for each whole unit of an order's subtotal. Prints
  transfers   order id, customer id, the member's account, the change of its balance in points, and what kind it is
  balances    the member's accounts by customer id
  unreadable  files that could not be understood, and why
Topics are told from the bodies themselves. What only Shopify could add, such as the order of a refund, is looked for
among the other files of the folder.
`;

try {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) process.stdout.write(USAGE);
  else if (values.dir === undefined) throw new PlainError(`Which folder? ${USAGE}`);
  else {
    const result = await settleBodies(await readBodies(values.dir));
    process.stdout.write(
      values.json ? `${JSON.stringify(result, null, 2)}\n` : describeLedger(result),
    );
  }
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
