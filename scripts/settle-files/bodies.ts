import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { shapeOf, topicOfShape } from '#app/shopify/deliveries/body-shape.server.ts';
import { parseLosslessJson } from '#app/shopify/admin-api/lossless-json.server.ts';

import { PlainError } from '../support/plain-error.ts';

/** What a body that is nothing we know of is posted as: the receiver takes it, and the worker says what is wrong. */
const TOPIC_OF_THE_UNKNOWN = 'orders/updated';

/** A file with a webhook's body. */
export interface BodyFile {
  readonly name: string;
  readonly raw: Buffer;
  readonly topic: string;
  /** Undefined where it is not JSON. */
  readonly parsed: unknown;
}

/**
 * Reads every file of a folder, in the order of their names.
 * @throws PlainError where there is no such folder, or nothing in it
 */
export async function readBodies(folder: string): Promise<BodyFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new PlainError(`There is no folder ${folder}.`);
  });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  if (names.length === 0) throw new PlainError(`The folder ${folder} has no files in it.`);
  return Promise.all(
    names.sort().map(async (name) => {
      const raw = await readFile(path.join(folder, name));
      const parsed = parse(raw);
      return { name, raw, parsed, topic: topicOfShape(shapeOf(parsed)) ?? TOPIC_OF_THE_UNKNOWN };
    }),
  );
}

function parse(raw: Buffer): unknown {
  try {
    return parseLosslessJson(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The currency of the first order, or else of the first customer; euros where nothing says one. */
export function currencyOf(files: readonly BodyFile[]): string {
  const fields = files.map((file) => (file.parsed ?? {}) as Record<string, unknown>);
  const orders = files.flatMap((file, index) => (isOrder(file) ? [fields[index]] : []));
  for (const body of [...orders, ...fields]) {
    const currency = body?.['currency'];
    if (typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)) return currency;
  }
  return 'EUR';
}

/** Whether the body of a file is a whole order. */
export function isOrder(file: BodyFile): boolean {
  return shapeOf(file.parsed) === 'order';
}

/** Whether it is a refund alone. */
export function isRefund(file: BodyFile): boolean {
  return shapeOf(file.parsed) === 'refund';
}
