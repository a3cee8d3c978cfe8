import type { PositionAt } from '#app/db/checking/reconciliation-position.server.ts';
import {
  CUSTOMERS_A_CALL,
  readChangedCustomers,
} from '#app/shopify/customers/read-changed-customers.server.ts';

import { takeEmailConsents } from '../actions/take-email-consents.server.ts';
import type { Comparison, Pages } from './reconciliation-page.server.ts';
import { takeOverCustomers } from '../settling/take-over-customers.server.ts';

const BEFORE_ALL = new Date(0);

/** Customers who changed since the run before, or all, the longest unchanged first. */
export async function* compareCustomers(
  { services, shop, run }: Comparison,
  { after: begin }: PositionAt<'customers'>,
): Pages {
  let after = begin;
  do {
    const asked = { since: run.since ?? BEFORE_ALL, after, limit: CUSTOMERS_A_CALL };
    const page = await readChangedCustomers(services.adminApi, shop.domain, asked);
    if (!page.ok) return yield { kind: 'no_answer', failure: page.failure };
    const news = page.data.customers
      .map(({ customer, updatedAt, consent }) => ({ customer, at: new Date(updatedAt), consent }))
      .filter(({ at }) => at <= run.until);
    after = news.length < page.data.customers.length ? null : page.data.next;
    yield {
      kind: 'page',
      next: after === null ? { step: 'claims', after: '0' } : { step: 'customers', after },
      async settle(sql, now) {
        const changed = await takeOverCustomers(sql, shop, news, now);
        await takeEmailConsents(
          sql,
          shop.id,
          news.flatMap(({ consent, at }) =>
            consent ? [{ ...consent, at: consent.at ?? at }] : [],
          ),
        );
        return { customersSeen: news.length, customersRepaired: changed.size };
      },
    };
  } while (after !== null);
}
