import path from 'node:path';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import { PlainError } from '../support/plain-error.ts';

const error = 'must be a whole number from 1 to 65535';
const port = z.coerce.number({ error }).int({ error }).min(1, { error }).max(65_535, { error });

const Options = z.object({
  'app-port': port.default(3000),
  'shop-port': port.default(4000),
  'admin-port': port.default(4001),
  'mail-port': port.default(4002),
  'smtp-port': port.default(4025),
  'database-port': port.default(5433),
  data: z.string().min(1).default('.data/demo'),
  empty: z.boolean().default(false),
  reset: z.boolean().default(false),
});

export interface DemoOptions {
  readonly ports: {
    readonly app: number;
    readonly shop: number;
    readonly admin: number;
    readonly mail: number;
    readonly smtp: number;
    readonly database: number;
  };
  /** Everything the demo keeps; an absolute path. */
  readonly dataFolder: string;
  /** Whether the shop opens today, with goods but without the year of customers and orders. */
  readonly empty: boolean;
  /** Whether to begin anew. */
  readonly reset: boolean;
}

/** How each port is called on the command line, and what listens there. */
export const portNames = {
  app: { option: '--app-port', serves: 'the app' },
  shop: { option: '--shop-port', serves: 'the storefront' },
  admin: { option: '--admin-port', serves: "the merchant's admin" },
  mail: { option: '--mail-port', serves: 'the mailbox' },
  smtp: { option: '--smtp-port', serves: 'incoming mail' },
  database: { option: '--database-port', serves: 'PostgreSQL' },
} as const;

export const usage = `Options:
  --app-port, --shop-port, --admin-port, --mail-port, --smtp-port, --database-port <number>
                   other ports than 3000, 4000, 4001, 4002, 4025 and 5433
  --data <folder>  keep the data there instead of .data/demo
  --empty          a shop that opens today: goods, but no year of customers and orders behind it
  --reset          begin anew: forget everything that happened in the shop
  --help           show this`;

/**
 * @param args of the command line
 * @throws PlainError where an option is unknown or malformed
 */
export function readDemoOptions(args: string[], projectFolder: string): DemoOptions {
  const values = Options.safeParse(parse(args));
  if (!values.success) {
    const problems = values.error.issues.map(
      (issue) => `--${issue.path.join('.')}: ${issue.message}`,
    );
    throw new PlainError(`${problems.join('\n')}\n\n${usage}`);
  }
  const { data } = values;
  return {
    ports: {
      app: data['app-port'],
      shop: data['shop-port'],
      admin: data['admin-port'],
      mail: data['mail-port'],
      smtp: data['smtp-port'],
      database: data['database-port'],
    },
    dataFolder: path.resolve(projectFolder, data.data),
    empty: data.empty,
    reset: data.reset,
  };
}

function parse(args: string[]): Record<string, unknown> {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args,
      options: {
        'app-port': text,
        'shop-port': text,
        'admin-port': text,
        'mail-port': text,
        'smtp-port': text,
        'database-port': text,
        data: text,
        empty: { type: 'boolean' },
        reset: { type: 'boolean' },
      },
    });
    return values;
  } catch (error) {
    if (error instanceof PlainError) throw error;
    throw new PlainError(`${(error as Error).message}\n\n${usage}`);
  }
}
