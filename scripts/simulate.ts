/**
 * Runs a program over a history of orders, without a database, and prints what it would have come to:
 *
 *   npm run -s simulate -- --program plain --orders orders_export.csv --json
 */
import { parseArgs } from 'node:util';

import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';

import { describeReplay } from './simulate/describe-replay.ts';
import { readProgramOf } from './simulate/read-program.ts';
import { replayFile } from './simulate/replay-file.ts';
import { describeError, PlainError } from './support/plain-error.ts';

const USAGE = `Usage: npm run -s simulate -- --program <preset or file> --orders <file> [options]

Judges every order of Shopify's export (CSV) by a program and prints what would have been issued, to whom, and what of
it is outstanding.
  --program   a preset (plain), or a file with a program's document
  --orders    the export: Orders, Export, "CSV for Excel, Numbers, or other spreadsheet programs" or "Plain CSV file"
  --at        the moment that is looked at, in ISO 8601; now, unless it is given
  --currency  of the shop; that of the first order, unless it is given
  --locale    language of what is printed (en, de)
  --json      figures for programs instead of people
`;

try {
  const { values } = parseArgs({
    options: {
      program: { type: 'string' },
      orders: { type: 'string' },
      at: { type: 'string' },
      currency: { type: 'string' },
      locale: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) process.stdout.write(USAGE);
  else {
    const language = languageFor(resolveLocale([values.locale]), 'UTC');
    const program = await readProgramOf(required(values.program, '--program'));
    const replayed = await replayFile({
      program,
      ordersFile: required(values.orders, '--orders'),
      at: momentOf(values.at),
      currency: currencyOf(values.currency),
      text: language.text,
    });
    process.stdout.write(
      values.json
        ? `${JSON.stringify(replayed, null, 2)}\n`
        : describeReplay(replayed, program.tiers, language),
    );
  }
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}

function required(value: string | undefined, option: string): string {
  if (value === undefined) throw new PlainError(`${option} is missing.\n\n${USAGE}`);
  return value;
}

function momentOf(iso: string | undefined): Date {
  const moment = iso === undefined ? new Date() : new Date(iso);
  if (Number.isNaN(moment.getTime())) throw new PlainError(`--at ${iso} is no time in ISO 8601.`);
  return moment;
}

function currencyOf(currency: string | undefined): string | null {
  if (currency === undefined) return null;
  if (!/^[A-Z]{3}$/.test(currency)) throw new PlainError(`--currency ${currency} is no currency.`);
  return currency;
}
