import { type BadExample, order, impossible, noId, text } from './bad-example.ts';

const bigId = (id: string) => () => text(1).replace('"id":1,', `"id":${id},`);
const ownId = (id: string) => (orderId: number) =>
  text(orderId).replace(`"id":${orderId},`, `"id":${id},`);

export const IDS: readonly BadExample[] = [
  ...['9223372036854775808', '18446744073709551616', '1' + '0'.repeat(30)].map(
    (id): BadExample => ({
      name: `an id beyond 64 bits: ${id}`,
      body: bigId(id),
      unreadable: noId('id'),
    }),
  ),
  ...['0', '-5', '1.5', '1e400', 'true', '"abc"', '"007"', '""'].map((id): BadExample => ({
    name: `an id that is none: ${id}`,
    body: ownId(id),
    unreadable: noId('id'),
  })),
  { name: 'an id as text', body: (id) => text(id).replace(`"id":${id},`, `"id":"${id}",`) },
  {
    name: 'the id of a line beyond 64 bits',
    body: (id) => text(id).replace('"id":501', '"id":9223372036854775808'),
    unreadable: noId('line_items.0.id'),
  },
  {
    name: 'the id of a customer beyond 64 bits',
    body: (id) =>
      text(id).replace(/"customer":\{"id":\d+/, '"customer":{"id":99999999999999999999'),
    unreadable: noId('customer.id'),
  },
];

const at = (id: number, time: unknown) =>
  order(id, { processed_at: time, created_at: '2026-03-01T10:00:00Z' });

export const TIMES: readonly BadExample[] = [
  { name: 'the year 1', body: (id) => at(id, '0001-01-01T00:00:00Z'), points: 0 },
  { name: 'the year 9999', body: (id) => at(id, '9999-12-31T23:59:59Z') },
  { name: 'the year 0', body: (id) => at(id, '0000-06-01T00:00:00Z'), unreadable: impossible },
  {
    name: 'the year 0 by its offset',
    body: (id) => at(id, '0001-01-01T00:00:00+14:00'),
    unreadable: impossible,
  },
  {
    name: 'the year 10000 by its offset',
    body: (id) => at(id, '9999-12-31T23:59:59-11:00'),
    unreadable: impossible,
  },
  ...[
    '275760-09-13T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-01T24:00:01Z',
    '2026-03-01T10:00:00+99:00',
    '2026-03-01T10:00:00',
    '2026-03-01',
    'yesterday',
    '',
    1_772_359_200,
  ].map((time): BadExample => ({
    name: `a time that is none: ${JSON.stringify(time)}`,
    body: (id) => at(id, time),
    unreadable: { code: 'unexpected_body' },
  })),
  ...['2024-02-29T00:00:00Z', '2026-01-01T13:59:59+14:00'].map((time): BadExample => ({
    name: `before the program: ${time}`,
    body: (id) => at(id, time),
    points: 0,
  })),
  ...['2026-01-01T14:00:00+14:00', '2025-12-31T12:01:00-11:59'].map((time): BadExample => ({
    name: `the program's first moment: ${time}`,
    body: (id) => at(id, time),
  })),
  { name: 'nine decimals', body: (id) => at(id, '2026-03-01T10:00:00.123456789+05:45') },
  {
    name: 'an update before the order',
    body: (id) => order(id, { updated_at: '2020-01-01T00:00:00Z' }),
  },
  {
    name: 'an update in the far future',
    body: (id) => order(id, { updated_at: '9999-12-31T00:00:00Z' }),
  },
];
