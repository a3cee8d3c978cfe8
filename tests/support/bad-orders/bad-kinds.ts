import { type BadExample, order, unexpected, noId } from './bad-example.ts';

export const KINDS: readonly BadExample[] = [
  { name: 'a test order', body: (id) => order(id, { test: true }), points: 0 },
  { name: 'a company', body: (id) => order(id, { company: { id: 3, location_id: 4 } }), points: 0 },
  {
    name: 'an order from a draft',
    body: (id) => order(id, { source_name: 'shopify_draft_order' }),
  },
  { name: 'an order at the till', body: (id) => order(id, { source_name: 'pos' }) },
  {
    name: 'a topic that nothing was built for',
    topic: 'carts/update',
    body: (id) => order(id),
    unreadable: { code: 'unknown_topic' },
  },
  {
    name: 'another topic than its body',
    topic: 'orders/delete',
    body: (id) => order(id),
    unreadable: { code: 'wrong_topic', expected: 'deleted_order', found: 'order' },
  },
  {
    name: 'a test event with more in it',
    topic: 'evergreen/test',
    body: (id) => order(id),
    unreadable: { code: 'unexpected_body' },
  },
  {
    name: 'a refund of an order that Shopify does not show',
    topic: 'refunds/create',
    body: (id) => ({ id, order_id: id, refund_line_items: [] }),
    done: { code: 'order_not_shown' },
    points: 0,
  },
  {
    name: 'a refund of an order beyond 64 bits',
    topic: 'refunds/create',
    body: () => '{"id":1,"order_id":9223372036854775808,"refund_line_items":[]}',
    unreadable: noId('order_id'),
  },
  {
    name: 'the removal of a shop that is not named',
    topic: 'app/uninstalled',
    body: () => ({ myshopify_domain: null }),
    unreadable: unexpected('myshopify_domain (invalid_type)'),
  },
  {
    name: 'the removal of another shop',
    topic: 'app/uninstalled',
    body: () => ({ myshopify_domain: 'other.myshopify.com' }),
    unreadable: { code: 'other_shop' },
  },
];
