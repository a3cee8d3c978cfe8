import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import { readBodies } from '#scripts/settle-files/bodies.ts';
import { settleBodies } from '#scripts/settle-files/settle-bodies.ts';
import { orderBody } from '#tests/support/order-bodies.ts';

const REAL_BODIES = path.resolve('../shared/data/webhooks');

let folder: string | undefined;

afterEach(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

async function settle(files: Record<string, unknown>) {
  folder = await mkdtemp(path.join(tmpdir(), 'evergreen-bodies-'));
  for (const [name, body] of Object.entries(files)) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    await writeFile(path.join(folder, name), text);
  }
  return settleBodies(await readBodies(folder));
}

const order = { ...orderBody(), currency: 'EUR' };
const refund = {
  id: 91,
  order_id: 1001,
  created_at: '2026-03-05T10:00:00Z',
  refund_line_items: [
    {
      line_item_id: 501,
      subtotal_set: { shop_money: { amount: '15.00', currency_code: 'EUR' } },
      total_tax_set: { shop_money: { amount: '0.00', currency_code: 'EUR' } },
    },
  ],
  order_adjustments: [],
  transactions: [{ status: 'success' }],
};

describe('settling files', () => {
  test('an order, its refund and what is no body at all, in whatever order they lie there', async () => {
    const settled = await settle({
      '1-refund.json': refund,
      '2-broken.json': '{"id": 1001, "line_items": [',
      '3-order.json': order,
    });

    expect(settled.balances).toEqual({
      7: { available: 25, pending: 0, held: 0, owed: 0 },
    });
    expect(settled.transfers.reduce((sum, { amount }) => sum + amount, 0)).toBe(25);
    expect(settled.unreadable.map(({ file }) => file)).toEqual(['2-broken.json']);
  });

  test.skipIf(!existsSync(REAL_BODIES))(
    'real bodies of 2025: the one order with a customer earns what its lines cost',
    async () => {
      const files = await readBodies(REAL_BODIES);
      const settled = await settleBodies(files.reverse());

      expect(settled.unreadable).toEqual([]);
      expect(settled.transfers).toEqual([
        {
          orderId: '6200360403244',
          customerId: '8658316394796',
          account: 'available',
          amount: 284,
          kind: 'earned',
        },
      ]);
    },
  );
});
