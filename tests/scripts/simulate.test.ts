import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { PRESETS } from '#app/loyalty/presets/presets.ts';
import { type ExportedOrder, exportText } from '#tests/support/order-export.ts';

const order = { email: 'anna@example.com', createdAt: '2026-01-10 10:00:00 +0100' };
const ORDERS: readonly ExportedOrder[] = [
  { ...order, name: '#1003', subtotal: 10_000, createdAt: '2026-03-01 10:00:00 +0100' },
  { ...order, name: '#1002', subtotal: 30_000, lines: 2 },
  { ...order, name: '#1001', subtotal: 5_000, email: '' },
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evergreen-simulate-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

/** Runs the command as a person would, and says how it ended. */
function simulate(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/simulate.ts', ...args], (failure, out, error) => {
      resolve({ code: failure ? Number(failure.code) : 0, out, error });
    });
  });
}

const Figures = z.record(z.string(), z.unknown());

describe('npm run simulate', () => {
  test('prints what a preset would have come to', async () => {
    const orders = await fileOf('orders.csv', exportText(ORDERS));
    const { out } = await simulate('--program', 'plain', '--orders', orders, '--json');
    const { seconds, readSeconds, ordersPerSecond, ...figures } = Figures.parse(JSON.parse(out));
    expect(figures).toMatchObject({
      orders: 3,
      guestOrders: 1,
      members: 1,
      pointsIssued: 400,
      pointsRedeemable: 400,
      pointsPending: 0,
      membersByTier: { bronze: 0, silver: 1, gold: 0 },
      tierMoves: 1,
      liability: { points: 400, money: null, rate: null },
      currency: 'EUR',
      unevaluated: ['claims', 'gift_cards', 'business_orders', 'test_orders'],
    });
    for (const measured of [seconds, readSeconds, ordersPerSecond]) {
      expect(measured).toBeGreaterThan(0);
    }
  });

  test('looks at a program of a file at a moment, and speaks the language of who asks', async () => {
    const earning = { ...PRESETS.plain.earning, maturity: { kind: 'after_days', days: 14 } };
    const [{ key, ...bronze }] = PRESETS.plain.tiers;
    const tiers = [{ ...bronze, key, name: 'Röstmeisterin' }];
    const program = await fileOf(
      'program.json',
      JSON.stringify({ ...PRESETS.plain, earning, tiers }),
    );
    const orders = await fileOf('german.csv', exportText(ORDERS, GERMAN));
    const at = ['--at', '2026-03-05T00:00:00Z'];
    const { out } = await simulate(
      ...['--program', program, '--orders', orders, ...at, '--locale', 'de-AT'],
    );
    expect(out).toMatch(/Röstmeisterin +1\n/);
    expect(out).toMatch(/noch nicht einlösbar +100\n/);
    expect(out).toMatch(/einlösbar +300\n/);
    expect(out).toContain('Die Datei sagt nicht, wie viel erstattet wurde');
  });

  test.each(['coffee', 'fashion', 'cash_back'])(
    'says of the preset %s what an export cannot tell',
    async (preset) => {
      const orders = await fileOf(`${preset}.csv`, exportText(ORDERS));
      const { out } = await simulate('--program', preset, '--orders', orders, '--json');
      const { pointsIssued, unevaluated } = Figures.parse(JSON.parse(out));
      expect(pointsIssued).toBeGreaterThan(0);
      expect(unevaluated).toContain('actions');
    },
  );

  test('says in a sentence what keeps it from answering', async () => {
    const lacking = await fileOf('lacking.csv', exportText(ORDERS, { without: ['Subtotal'] }));
    const orders = await fileOf('good.csv', exportText(ORDERS));
    const workbook = await fileOf('orders.xlsx', 'PK\u0003\u0004…');
    const ragged = await fileOf('ragged.csv', exportText([]).trimEnd() + '\n#1,two cells\n');
    const program = await fileOf('no-program.json', '{"format": 2}');
    const failures = [
      [['--program', 'plain', '--orders', lacking], 'The file lacks the column "Subtotal".\n'],
      [
        ['--program', 'plain', '--orders', `${orders}.gone`],
        'cannot be read: there is no such file.',
      ],
      [['--program', 'wishful', '--orders', orders], 'no preset (plain, '],
      [['--program', program, '--orders', orders], '- enrolment: This field is missing.'],
      [['--program', 'plain', '--orders', orders, '--at', 'soon'], '--at soon is no time'],
      [['--program', 'plain', '--orders', orders, '--timezone', 'Mars'], 'no time zone'],
      [['--program', 'plain'], '--orders is missing'],
      [['--program', 'plain', '--order', orders], "Unknown option '--order'"],
      [['--program', 'plain', '--orders', folder], 'it is a folder.'],
      [['--program', 'plain', '--orders', workbook], "a spreadsheet program's own file"],
      [
        ['--program', 'plain', '--orders', ragged],
        'Row 2 cannot be read: it has more or fewer cells',
      ],
      [
        ['--program', 'plain', '--orders', orders, '--locale', 'fr'],
        '--locale fr is none of en, de',
      ],
    ] as const;
    for (const [args, sentence] of failures) {
      const { code, out, error } = await simulate(...args);
      expect([code, out]).toEqual([1, '']);
      expect(error).toContain(sentence);
      expect(error).not.toContain('    at ');
    }
  });

  test('names the reward by whose rate outstanding points are valued as members read it', async () => {
    const orders = await fileOf('orders.csv', exportText(ORDERS));
    const args = ['--program', 'cash_back', '--orders', orders, '--locale', 'en'];
    expect((await simulate(...args)).out).toContain('(Store credit).');
  });

  test('leaves orders out that are in another currency, and says so', async () => {
    const other = { ...order, name: '#1004', subtotal: 9_900, currency: 'USD' };
    const orders = await fileOf('currencies.csv', exportText([...ORDERS, other]));
    const args = ['--program', 'plain', '--orders', orders, '--json'];
    const euros = Figures.parse(JSON.parse((await simulate(...args)).out));
    expect(euros).toMatchObject({ pointsIssued: 400, ordersNotEarning: 1 });
    expect(euros['unevaluated']).toContain('other_currencies');
    const dollars = Figures.parse(JSON.parse((await simulate(...args, '--currency', 'USD')).out));
    expect(dollars).toMatchObject({ pointsIssued: 99, currency: 'USD' });
  });

  test("has a preset's money in the currency of the first order, and a time by the shop's clocks", async () => {
    const yen = { ...order, subtotal: 4_500_000, currency: 'JPY' };
    const orders = await fileOf('yen.csv', exportText([{ ...yen, name: '#1001' }]));
    const args = ['--program', 'fashion', '--orders', orders, '--json'];
    const run = async (...more: string[]) => {
      const { out } = await simulate(...args, ...more);
      const { at, membersByTier, pointsIssued } = Figures.parse(JSON.parse(out));
      return { at, membersByTier, pointsIssued };
    };
    const tokyo = ['--timezone', 'Asia/Tokyo', '--at'];
    const found = await run(...tokyo, '2026-06-01');
    expect(found.at).toBe('2026-05-31T15:00:00.000Z');
    expect(found).toEqual(await run(...tokyo, '2026-06-01T00:00', '--currency', 'JPY'));
    expect(found).toEqual(await run(...tokyo, '2026-05-31T15:00:00Z', '--currency', 'JPY'));
  });
});

const GERMAN = {
  delimiter: ';',
  decimalMark: ',',
  lineEnd: '\r\n',
  byteOrderMark: true,
  without: ['Refunded Amount'],
};
