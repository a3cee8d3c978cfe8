/**
 * Runs a program over a history of orders, without a database, and prints what it would have come to:
 *
 *   npm run -s simulate -- --program plain --orders orders_export.csv --json
 */
import { parseArgs } from 'node:util';

import { z } from 'zod';

import { PRESETS } from '#app/loyalty/presets/presets.ts';
import { momentOfLocal } from '#app/loyalty/time/local-time.ts';
import { languageFor, resolveLocale, supportedLocales } from '#app/platform/translations.server.ts';

import { describeReplay } from './simulate/describe-replay.ts';
import { readProgramOf } from './simulate/read-program.ts';
import { progressOf } from './simulate/progress.ts';
import { replayFile } from './simulate/replay-file.ts';
import { describeError, PlainError } from './support/plain-error.ts';

const USAGE = `Usage: npm run -s simulate -- --program <preset or file> --orders <file> [options]

Judges every order of Shopify's export (CSV) by a program and prints what would have been issued, to whom, and what of
it is outstanding.
  --program   a preset (${Object.keys(PRESETS).join(', ')}), or a file with a program's document
  --orders    the export: Orders, Export, "CSV for Excel, Numbers, or other spreadsheet programs" or "Plain CSV file"
  --at        the moment that is looked at, in ISO 8601, by the shop's clocks unless it says how far from UTC; now,
              unless it is given
  --currency  of the shop; that of the first order, unless it is given
  --timezone  of the shop, in which its years, months and days begin; UTC, unless it is given
  --locale    language of what is printed (en, de)
  --json      figures for programs instead of people
`;

try {
  const values = readOptions();
  if (values.help) process.stdout.write(USAGE);
  else {
    const timezone = timezoneOf(values.timezone);
    const language = languageFor(localeOf(values.locale), timezone);
    const currency = currencyOf(values.currency);
    const programIn = await readProgramOf(required(values.program, '--program'), language);
    const progress = progressOf(process.stderr);
    const replayed = await replayFile({
      programIn,
      ordersFile: required(values.orders, '--orders'),
      at: momentOf(values.at, timezone),
      currency,
      timezone,
      text: language.text,
      onProgress: progress.tell,
    }).finally(progress.clear);
    process.stdout.write(
      values.json
        ? `${JSON.stringify(replayed, null, 2)}\n`
        : describeReplay(replayed, programIn(replayed.currency), language),
    );
  }
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        program: { type: 'string' },
        orders: { type: 'string' },
        at: { type: 'string' },
        currency: { type: 'string' },
        timezone: { type: 'string', default: 'UTC' },
        locale: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new PlainError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** One that nobody speaks is told, unlike a browser's: it was typed. */
function localeOf(wanted: string | undefined): string {
  const spoken = supportedLocales();
  const [language = ''] = wanted?.toLowerCase().split(/[-_]/) ?? [];
  if (wanted !== undefined && !spoken.includes(language)) {
    throw new PlainError(`--locale ${wanted} is none of ${spoken.join(', ')}.`);
  }
  return resolveLocale([wanted]);
}

function required(value: string | undefined, option: string): string {
  if (value === undefined) throw new PlainError(`${option} is missing.\n\n${USAGE}`);
  return value;
}

/** A time without its distance from UTC, and the beginning of a day, are by the shop's clocks, wherever this machine is. */
function momentOf(iso: string | undefined, timezone: string): Date {
  if (iso === undefined) return new Date();
  if (z.iso.datetime({ offset: true }).safeParse(iso).success) return new Date(iso);
  const moment = momentOfLocal(iso.includes('T') ? iso : `${iso}T00:00`, timezone);
  if (!moment) throw new PlainError(`--at ${iso} is no time in ISO 8601.`);
  return moment;
}

function currencyOf(currency: string | undefined): string | null {
  if (currency === undefined) return null;
  if (!/^[A-Z]{3}$/.test(currency)) throw new PlainError(`--currency ${currency} is no currency.`);
  return currency;
}

function timezoneOf(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) throw new PlainError(`--timezone ${name} is no time zone.`);
    throw error;
  }
}
