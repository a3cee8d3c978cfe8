import { type BadExample, euros, order, line, unexpected } from './bad-example.ts';

export const TEXT: readonly BadExample[] = [
  'Nu\0l',
  'half \uD83D',
  '\uDE00 other half',
  '\uFFFF',
].flatMap((odd): BadExample[] => [
  {
    name: `${JSON.stringify(odd)} wherever text is kept`,
    body: (id) =>
      order(id, {
        name: odd,
        source_name: odd,
        customer_locale: odd,
        financial_status: 'paid',
        customer: { id, first_name: odd, last_name: odd, email: `${odd}@x.example`, phone: odd },
        line_items: [line({ title: odd })],
      }),
  },
  {
    name: `${JSON.stringify(odd)} in a key and in what nobody reads`,
    body: (id) => order(id, { [odd]: odd, note: odd }),
  },
  {
    name: `${JSON.stringify(odd)} in a customer's name`,
    topic: 'customers/update',
    body: (id) => ({ id, first_name: odd, last_name: odd, email: odd, phone: odd }),
    points: 0,
  },
]);

export const LONG: readonly BadExample[] = [
  { name: 'a name of 10,000 letters', body: (id) => order(id, { name: 'ü'.repeat(10_000) }) },
  {
    name: 'a name longer than that',
    body: (id) => order(id, { name: 'n'.repeat(10_001) }),
    unreadable: unexpected('name (too_big)'),
  },
  {
    name: 'a title of four megabytes',
    body: (id) => order(id, { line_items: [line({ title: 't'.repeat(4_000_000) })] }),
    unreadable: unexpected('line_items.0.title (too_big)'),
  },
  {
    name: 'ten thousand lines',
    body: (id) => order(id, { line_items: linesOf(10_000) }),
    points: 10_000,
  },
  {
    name: 'one line more',
    body: (id) => order(id, { line_items: linesOf(10_001) }),
    unreadable: unexpected('line_items (too_big)'),
  },
];

function linesOf(count: number) {
  return Array.from({ length: count }, (_, index) =>
    line({ id: 1 + index, title: '', quantity: 1, price_set: euros('1.00') }),
  );
}
