import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import type { Told } from '#app/loyalty/replay/told.ts';
import { readOrderExport } from '#app/shopify/order-export/read-order-export.server.ts';
import { type ExportedOrder, exportText, inPieces } from '#tests/support/order-export.ts';

/** Everything that comes of a file. */
async function read(text: string | Uint8Array, pieceSize?: number) {
  const facts: OrderFact[] = [];
  let told: ReadonlySet<Told> = new Set();
  for await (const part of readOrderExport(inPieces(text, pieceSize))) {
    if (part.kind === 'told') ({ told } = part);
    else if (part.kind === 'orders') facts.push(...part.facts);
    else return { facts, told, problem: part.problem };
  }
  return { facts, told, problem: null };
}

async function factOf(order: Partial<ExportedOrder>): Promise<OrderFact> {
  const { facts, problem } = await read(exportText([{ ...anOrder, ...order }]));
  const [fact] = facts;
  if (!fact) throw new Error(JSON.stringify(problem));
  return fact;
}

const anOrder: ExportedOrder = {
  name: '#1001',
  email: 'anna@example.com',
  createdAt: '2024-03-05 14:22:10 +0100',
  subtotal: 4_000,
};

describe('an order of the export', () => {
  test('is one line of its subtotal, placed when it was created', async () => {
    const fact = await factOf({ shipping: 490, lines: 3 });
    expect(fact).toMatchObject({
      orderId: '1001',
      name: '#1001',
      processedAt: '2024-03-05T13:22:10.000Z',
      currency: 'EUR',
      paid: true,
      cancelledAt: null,
      sourceName: 'web',
      shipping: 490,
      chargedWithLines: 4_490,
      refundedWithoutLines: 0,
    });
    expect(fact.lines).toHaveLength(1);
    expect(fact.lines[0]).toMatchObject({ gross: 4_000, discount: 0, refunded: 0 });
  });

  test('belongs to whoever has its e-mail address, in capitals or not; without one to a guest', async () => {
    const orders = ['Anna@Example.com', 'ben@example.com', 'anna@example.COM ', '', 'none'].map(
      (email, index) => ({ ...anOrder, email, name: `#${index + 1}` }),
    );
    const { facts } = await read(exportText(orders));
    expect(facts.map(({ customerId }) => customerId)).toEqual(['1', '2', '1', null, null]);
  });

  test.each([
    ['paid', true],
    ['partially_refunded', true],
    ['refunded', true],
    ['pending', false],
    ['authorized', false],
    ['partially_paid', false],
    ['voided', false],
  ])('that is %s has been paid: %s', async (status, paid) => {
    expect((await factOf({ status })).paid).toBe(paid);
  });

  test('that is refunded without an amount is refunded altogether', async () => {
    expect((await factOf({ status: 'refunded' })).refundedWithoutLines).toBe(4_000);
    expect((await factOf({ refunded: 1_250 })).refundedWithoutLines).toBe(1_250);
  });

  test('has taxes on top where its total says so, spread over goods and shipping', async () => {
    const contained = await factOf({ subtotal: 9_000, shipping: 1_000, taxes: 1_600 });
    expect(contained).toMatchObject({ taxesIncluded: true, shippingTax: 160 });
    expect(contained.lines[0]?.tax).toBe(1_440);
    const onTop = { subtotal: 9_000, shipping: 1_000, taxes: 1_900, total: 11_900 };
    expect(await factOf(onTop)).toMatchObject({ taxesIncluded: false, chargedWithLines: 11_900 });
  });

  test('may be cancelled', async () => {
    const cancelledAt = '2024-03-06 10:00:00 +0100';
    expect((await factOf({ cancelledAt })).cancelledAt).toBe('2024-03-06T09:00:00.000Z');
  });

  test('was sent when all of it was', async () => {
    const fulfilledAt = '2024-03-07 09:00:00 +0100';
    expect((await factOf({ fulfilledAt })).fulfilledAt).toBe('2024-03-07T08:00:00.000Z');
    const text = exportText([{ ...anOrder, fulfilledAt }]).replace(',fulfilled,', ',partial,');
    expect((await read(text)).facts[0]?.fulfilledAt).toBeNull();
  });

  test.each([
    [{ id: '5123456789012' }, '5123456789012'],
    // What a spreadsheet makes of an id.
    [{ id: '5.12346E+12' }, '1001'],
    [{ name: 'DE-2024-1001-A' }, '1001'],
    [{ name: 'first' }, '1'],
  ])('of %o has the id %s', async (order, orderId) => {
    expect((await factOf(order)).orderId).toBe(orderId);
  });

  test.each([
    ['2024-03-05 14:22:10 -0530', '2024-03-05T19:52:10.000Z'],
    ['2024-03-05 14:22:10 UTC', '2024-03-05T14:22:10.000Z'],
    ['2024-03-05T14:22:10+01:00', '2024-03-05T13:22:10.000Z'],
    ['2024-03-05T14:22:10.123Z', '2024-03-05T14:22:10.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('created at %s was placed at %s', async (createdAt, processedAt) => {
    expect((await factOf({ createdAt })).processedAt).toBe(processedAt);
  });
});

describe('amounts', () => {
  const withTotal = (total: string) =>
    read(`Name,Email,Financial Status,Created at,Currency,Subtotal,Total
#1,a@example.com,paid,2024-01-01,EUR,1.00,"${total}"`);

  test.each([
    ['1234', 123_400],
    ['1234.5', 123_450],
    ['1234,50', 123_450],
    ['1.234,50', 123_450],
    ['1,234.50', 123_450],
    ['1.234.567,89', 123_456_789],
    ['1,234,567', 123_456_700],
    ['0,99', 99],
    [' 7.00 ', 700],
  ])('%j is %i cents', async (text, cents) => {
    expect((await withTotal(text)).facts[0]?.chargedWithLines).toBe(cents);
  });

  test.each(['1.234', '1,234', 'free', '-5.00', '1,2,3', '1.23.4', '5 EUR', '1e3', '٣'])(
    '%j is refused, because it is none or may be two',
    async (text) => {
      expect((await withTotal(text)).problem).toEqual({
        ...{ code: 'unreadable_value', row: 2, column: 'Total', value: text },
      });
    },
  );

  test('may have three places where the currency does', async () => {
    const text = exportText([{ ...anOrder, currency: 'KWD' }]).replaceAll('40.00', '1.234');
    expect((await read(text)).facts[0]?.chargedWithLines).toBe(1_234);
  });
});

describe('a file', () => {
  test('tells what it has columns for', async () => {
    const without = ['Taxes', 'Source', 'Fulfilled at', 'Refunded Amount'];
    const { told, problem } = await read(exportText([anOrder], { without }));
    expect(problem).toBeNull();
    expect([...told].sort()).toEqual(['cancellations', 'shipping']);
  });

  test('without shipping does not tell taxes on top from contained ones', async () => {
    const { told } = await read(exportText([anOrder], { without: ['Shipping'] }));
    expect(told).not.toContain('tax');
    expect(told).not.toContain('shipping');
  });

  test.each(['Name', 'Email', 'Financial Status', 'Created at', 'Currency', 'Subtotal', 'Total'])(
    'without the column %s cannot be read',
    async (column) => {
      const { problem } = await read(exportText([anOrder], { without: [column] }));
      expect(problem).toEqual({ code: 'missing_column', column });
    },
  );

  test('without orders has none, and one with nothing in it is none', async () => {
    expect(await read(exportText([]))).toMatchObject({ facts: [], problem: null });
    for (const nothing of ['', '\n\n', '\uFEFF']) {
      expect((await read(nothing)).problem).toEqual({ code: 'empty' });
    }
  });

  test('of another encoding is named', async () => {
    const umlaut = exportText([{ ...anOrder, name: '#1001 für Anna' }]);
    const latin1 = Buffer.from(umlaut, 'latin1');
    expect((await read(latin1)).problem).toEqual({ code: 'not_utf8' });
    expect((await read(Buffer.from(umlaut, 'utf16le'))).problem).toEqual({ code: 'utf16' });
    expect((await read(umlaut)).facts[0]?.name).toBe('#1001 für Anna');
  });

  test('that ends within a character is of no encoding', async () => {
    const bytes = Buffer.from(exportText([{ ...anOrder, source: 'ü' }]).trimEnd());
    expect((await read(bytes.subarray(0, -1))).problem).toEqual({ code: 'not_utf8' });
  });

  test('names the row that it cannot read, counted as a spreadsheet does', async () => {
    const good = [1, 2, 3].map((number) => ({ ...anOrder, name: `#${number}`, lines: 2 }));
    const text = exportText(good);
    const moreCells = text + '#4,one cell too many\n';
    expect((await read(moreCells)).problem).toMatchObject({
      ...{ code: 'unreadable_row', row: 8, reason: 'column_count' },
    });
    const openQuote = `${text}"#4,never closed\n`;
    expect((await read(openQuote)).problem).toMatchObject({ code: 'unreadable_row', row: 8 });
    const badTime = exportText([...good, { ...anOrder, createdAt: '05.03.2024' }]);
    expect((await read(badTime)).problem).toEqual({
      ...{ code: 'unreadable_value', row: 8, column: 'Created at', value: '05.03.2024' },
    });
    const noStatus = exportText([...good, { ...anOrder, status: '' }]);
    expect((await read(noStatus)).problem).toEqual({
      ...{ code: 'missing_value', row: 8, column: 'Financial Status' },
    });
  });

  test.each(['2023-02-29', '2024-13-01', '2024-00-10', '2024-01-01 24:00:00', '0000-01-01', 'now'])(
    'with an order of %s cannot be read',
    async (createdAt) => {
      const { problem } = await read(exportText([{ ...anOrder, createdAt }]));
      expect(problem).toMatchObject({ code: 'unreadable_value', column: 'Created at' });
    },
  );

  test.each(['euro', 'EU', '€'])('with amounts in %j cannot be read', async (currency) => {
    const { problem } = await read(exportText([{ ...anOrder, currency }]));
    expect(problem).toMatchObject({ code: 'unreadable_value', column: 'Currency' });
  });

  test('with the same order twice cannot be read, unless two orders have one name', async () => {
    const other = { ...anOrder, name: '#1002' };
    expect((await read(exportText([anOrder, other, anOrder]))).problem).toEqual({
      ...{ code: 'order_twice', row: 4, order: '#1001' },
    });
    const namesakes = ['5001', '5002'].map((id) => ({ ...anOrder, id }));
    expect((await read(exportText(namesakes))).facts).toHaveLength(2);
  });

  test('may have empty rows and columns of every other name and order', async () => {
    const [header = '', ...rows] = exportText([anOrder, { ...anOrder, name: '#1002' }])
      .replaceAll('\nwhole', ' whole')
      .split('\n');
    const text = [`Note,${header.toUpperCase()}`, ...rows.map((row) => row && `-,${row}`)];
    expect((await read(text.join('\n\n'))).facts).toHaveLength(2);
  });

  test('whose quote is never closed does not fill the memory', async () => {
    const text = `${exportText([anOrder])}"${'x'.repeat(3_000_000)}`;
    expect((await read(text, 65_536)).problem).toMatchObject({ code: 'unreadable_row', row: 3 });
  });

  test('is read alike however it is written and cut into pieces', async () => {
    const exported = fc.record({
      email: fc.constantFrom('anna@example.com', 'BEN@example.com', ''),
      subtotal: fc.integer({ min: 0, max: 500_000_000 }),
      shipping: fc.integer({ min: 0, max: 5_000 }),
      refunded: fc.integer({ min: 0, max: 5_000 }),
      status: fc.constantFrom('paid', 'pending', 'refunded'),
      source: fc.string({ unit: 'grapheme', maxLength: 5 }).map((text) => `x${text}x`),
      lines: fc.integer({ min: 1, max: 3 }),
    });
    const shape = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t'),
      decimalMark: fc.constantFrom('.', ','),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      byteOrderMark: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(exported, { minLength: 1, maxLength: 6 }),
        shape,
        fc.integer({ min: 1, max: 50 }),
        async (shapes, written, pieceSize) => {
          const orders = shapes.map((order, index) => ({
            ...anOrder,
            ...order,
            name: `#${index + 1}`,
          }));
          const { facts, problem } = await read(exportText(orders, written), pieceSize);
          expect(problem).toBeNull();
          expect(facts.map((fact) => fact.lines[0]?.gross)).toEqual(
            orders.map(({ subtotal }) => subtotal),
          );
          expect(facts.map(({ sourceName }) => sourceName)).toEqual(
            orders.map(({ source }) => source.replaceAll('\0', '\uFFFD').toWellFormed()),
          );
          expect(facts).toEqual((await read(exportText(orders))).facts);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('of whatever bytes ends in orders or in a problem', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.boolean(),
        async (bytes, hasHeader) => {
          const header = hasHeader ? Buffer.from(exportText([anOrder])) : Buffer.alloc(0);
          const { problem, facts } = await read(Buffer.concat([header, bytes]), 64);
          expect(problem !== null || facts.length > 0).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});
