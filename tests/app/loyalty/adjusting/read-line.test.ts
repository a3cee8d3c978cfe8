import { describe, expect, test } from 'vitest';

import { findAdjustmentColumns, readAdjustmentLine } from '#app/loyalty/adjusting/read-line.ts';

const { columns } = findAdjustmentColumns(['Customer', 'Points', 'Reason']);
const read = (customer: string, points: string, reason = 'Kulanz') =>
  readAdjustmentLine([customer, points, reason], columns);
const pointsOf = (points: string) => {
  const line = read('7', points);
  return typeof line === 'string' ? line : line.points;
};

describe('the columns of a file', () => {
  test('are found in any order, by any of their names', () => {
    const found = findAdjustmentColumns([' Punkte', 'Notiz', 'E-Mail', 'GRUND ']);
    expect(found.missing).toEqual([]);
    const line = readAdjustmentLine(['5', 'x', 'Ida@Example.com', 'Fehler'], found.columns);
    expect(line).toEqual({
      customer: { kind: 'email', email: 'ida@example.com' },
      points: 5,
      reason: 'Fehler',
    });
  });

  test('that are missing are named', () => {
    expect(findAdjustmentColumns(['name', 'amount']).missing).toEqual([
      'customer',
      'points',
      'reason',
    ]);
  });

  test.each([
    [['customer id', 'points', 'punkte', 'reason'], ['points']],
    [
      ['customer', 'points', 'reason', 'Kunde', 'Reason'],
      ['customer', 'reason'],
    ],
    [['customer id', 'customer', 'email', 'points', 'reason'], []],
  ])('of %j repeat %j', (header, repeated) => {
    expect(findAdjustmentColumns(header).repeated).toEqual(repeated);
  });
});

describe('points', () => {
  test.each([
    ['50', 50],
    ['+50', 50],
    ['-50', -50],
    ['−50', -50],
    ['1.000', 1_000],
    ['1,000', 1_000],
    ['-1.000', -1_000],
    ['1 000', 1_000],
    ['1\u00a0000', 1_000],
    ['1\u202f000', 1_000],
    ["1'000", 1_000],
    ['1.000.000', 1_000_000],
    ['007', 7],
  ])('written %j are %i', (written, points) => {
    expect(pointsOf(written)).toBe(points);
  });

  test.each([
    ['', 'points_missing'],
    ['0', 'points_zero'],
    ['-0', 'points_zero'],
    ['1.5', 'points_unreadable'],
    ['50.0', 'points_unreadable'],
    ['1.000,00', 'points_unreadable'],
    ['1.000,000', 'points_unreadable'],
    ['10.00', 'points_unreadable'],
    ['1e3', 'points_unreadable'],
    ['=1+1', 'points_unreadable'],
    ['50-', 'points_unreadable'],
    ['٥', 'points_unreadable'],
    ['1.000.001', 'points_too_large'],
    ['99999999999999999999', 'points_too_large'],
  ])('written %j are a problem: %s', (written, problem) => {
    expect(pointsOf(written)).toBe(problem);
  });
});

describe('whom a line means', () => {
  test.each(['6512345678901', "'6512345678901", 'gid://shopify/Customer/6512345678901'])(
    'is a customer by id: %s',
    (written) => {
      expect(read(written, '5')).toMatchObject({
        customer: { kind: 'id', customerId: '6512345678901' },
      });
    },
  );

  test.each([
    ['', 'customer_missing'],
    ['6,51E+12', 'customer_unreadable'],
    ['Ida Berg', 'customer_unreadable'],
    ['0', 'customer_unreadable'],
  ])('%j is a problem: %s', (written, problem) => {
    expect(read(written, '5')).toBe(problem);
  });

  test('is looked for in the column of addresses where there is no id', () => {
    const both = findAdjustmentColumns(['customer id', 'email', 'points', 'reason']).columns;
    expect(readAdjustmentLine(['', 'a@b.de', '1', 'x'], both)).toMatchObject({
      customer: { kind: 'email', email: 'a@b.de' },
    });
    expect(readAdjustmentLine(['7', 'a@b.de', '1', 'x'], both)).toMatchObject({
      customer: { kind: 'id', customerId: '7', email: 'a@b.de' },
    });
  });

  test.each([
    [['Ida Berg', 'Ida@b.de'], { kind: 'email', email: 'ida@b.de' }],
    [['7', ''], { kind: 'id', customerId: '7', email: null }],
    [['', 'a@b.de'], { kind: 'email', email: 'a@b.de' }],
  ])('is no name, where the column of customers holds names: %j', (cells, meant) => {
    const named = findAdjustmentColumns(['customer', 'email', 'points', 'reason']).columns;
    expect(readAdjustmentLine([...cells, '1', 'x'], named)).toMatchObject({
      customer: meant,
    });
  });

  test('is not guessed where an id is unreadable, though an address stands beside it', () => {
    const both = findAdjustmentColumns(['Kundennummer', 'E-Mail', 'Punkte', 'Grund']).columns;
    expect(readAdjustmentLine(['6,51E+12', 'a@b.de', '1', 'x'], both)).toBe('customer_unreadable');
  });
});

test('a reason is needed, and not a novel', () => {
  expect(read('7', '5', '  ')).toBe('reason_missing');
  expect(read('7', '5', 'x'.repeat(201))).toBe('reason_too_long');
  expect(readAdjustmentLine(['7', '5'], columns)).toBe('reason_missing');
});
