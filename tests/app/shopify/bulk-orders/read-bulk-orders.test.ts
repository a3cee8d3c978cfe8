import { afterEach, describe, expect, test } from 'vitest';

import { readBulkOrders } from '#app/shopify/bulk-orders/read-bulk-orders.server.ts';
import { readOrderWebhook } from '#app/shopify/orders/read-order-webhook.server.ts';
import { type OrderShape, apiMoney, apiOrder, orderBody } from '#tests/support/order-bodies.ts';

import { type ServedFile, collect, serveFile } from '../support/bulk-file.ts';

let file: ServedFile | undefined;
afterEach(async () => {
  await file?.close();
  file = undefined;
});

/** The lines that a bulk query leaves of an order: its own, and after it those of what belongs to it. */
function linesOf(shape: OrderShape = {}, changes: object = {}): string[] {
  const { __typename: _, lineItems, shippingLines, refunds, ...order } = apiOrder(shape);
  const head = { ...order, refunds: refunds.map(({ id }) => ({ id })), ...changes };
  const children = [...lineItems.nodes, ...shippingLines.nodes];
  return [head, ...children.map((child) => ({ ...child, __parentId: order.id }))].map((object) =>
    JSON.stringify(object),
  );
}

async function read(pieces: Parameters<typeof serveFile>[0], status?: number) {
  file = await serveFile(pieces, status);
  return collect(readBulkOrders(file.url));
}

const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** How large the batches were, and what they held. */
async function readAll(lines: readonly string[]) {
  const batches = (await read([text(lines)])).flatMap((answer) => (answer.ok ? answer.data : []));
  return {
    facts: batches.flatMap(({ orders }) => orders.map(({ fact }) => fact)),
    toReadWhole: batches.flatMap((batch) => batch.toReadWhole),
    sizes: batches.map(({ orders, toReadWhole }) => orders.length + toReadWhole.length),
  };
}

test('an order out of the file is the fact that its webhook gives', async () => {
  const { facts } = await readAll(linesOf());
  expect(facts).toEqual([readOrderWebhook(orderBody()).order.fact]);
});

test('orders come in batches, each once', async () => {
  const ids = Array.from({ length: 250 }, (_, index) => 2001 + index);
  const { facts, sizes } = await readAll(ids.flatMap((orderId) => linesOf({ orderId })));
  expect(facts.map(({ orderId }) => orderId)).toEqual(ids.map(String));
  expect(sizes).toEqual([100, 100, 50]);
});

test('a file without anything in it gives nothing', async () => {
  expect(await read([])).toEqual([]);
});

describe('what the file cannot give whole is named, to be read by itself', () => {
  test.each<[string, string[]]>([
    ['an order with refunds', linesOf({ refundedCents: 500 })],
    [
      'an order with a tip that may stand among its lines',
      linesOf({}, { totalTipReceivedSet: apiMoney(300) }).map((line) =>
        line.replace('"requiresShipping":true', '"requiresShipping":false'),
      ),
    ],
    ['an order that lacks something', linesOf({}, { updatedAt: null })],
    ['an order of impossible amounts', linesOf({}, { totalPriceSet: apiMoney(1e300) })],
    ['an order with a line that is none', [...linesOf(), lineWithout('quantity')]],
  ])('%s', async (_name, lines) => {
    const neighbour = linesOf({ orderId: 1002 });
    const { facts, toReadWhole } = await readAll([...lines, ...neighbour]);
    expect(toReadWhole).toEqual(['1001']);
    expect(facts.map(({ orderId }) => orderId)).toEqual(['1002']);
  });

  function lineWithout(key: string): string {
    const line = JSON.parse(linesOf()[1] ?? '') as Record<string, unknown>;
    return JSON.stringify({ ...line, [key]: undefined });
  }
});

describe('a damaged file', () => {
  const good = linesOf({ orderId: 1002 });

  test.each<[string, string]>([
    ['a line that is not JSON', '{"id":'],
    ['a line that is something else', '{"id":"gid://shopify/Product/1"}'],
    ['a line of an order that does not stand before it', linesOf({ orderId: 1003 })[1] ?? ''],
  ])('%s ends it, after the orders before it', async (_name, bad) => {
    const answers = await read([text([...good, ...linesOf(), bad, ...good])]);
    expect(answers).toHaveLength(2);
    expect(answers[0]).toMatchObject({ data: { orders: [{ fact: { orderId: '1002' } }] } });
    expect(answers[1]).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  });

  test('a line without an end is not kept', async () => {
    const answers = await read(Array.from({ length: 6 }, () => 'x'.repeat(1024 * 1024)));
    expect(answers).toMatchObject([{ ok: false, failure: { kind: 'refused' } }]);
  });

  test('one that breaks off is read again later', async () => {
    const answers = await read([text(good), undefined]);
    expect(answers.at(-1)).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });

  test('characters cut in two by the network are whole again', async () => {
    const bytes = Buffer.from(text(linesOf({ customerName: 'Zoë' })));
    const cut = bytes.indexOf('ë') + 1;
    const [answer] = await read([bytes.subarray(0, cut), bytes.subarray(cut)]);
    expect(answer).toMatchObject({ data: { orders: [{ customer: { firstName: 'Zoë' } }] } });
  });
});

describe('no file', () => {
  test.each([
    [403, 'refused'],
    [404, 'refused'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('HTTP %i: %s', async (status, kind) => {
    expect(await read([], status)).toEqual([
      { ok: false, failure: { kind, reason: `HTTP ${status}` } },
    ]);
  });

  test.each(['file:///etc/passwd', 'data:text/plain,x', 'nonsense'])(
    '%s is no address on the web',
    async (url) => {
      expect(await collect(readBulkOrders(url))).toMatchObject([
        { ok: false, failure: { kind: 'refused' } },
      ]);
    },
  );

  test('nobody answers: unavailable', async () => {
    file = await serveFile([]);
    const { url } = file;
    await file.close();
    expect(await collect(readBulkOrders(url))).toMatchObject([
      { ok: false, failure: { kind: 'unavailable' } },
    ]);
  });
});
