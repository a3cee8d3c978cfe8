import {
  type Allowance,
  type Caller,
  takeRequest,
} from '#app/db/requests/request-limits.server.ts';

import type { Services } from '../services.server.ts';
import type { Shopper } from '../shopper.server.ts';

/**
 * What a customer may do: more than fingers tap and a panel repeats, and too little for a script to be worth while. What
 * codes may be tried in vain is limited besides.
 */
const OF_SHOPPER: Allowance = { burst: 30, intervalMs: 2_000 };

/**
 * What a key may report: 20 a second all day long, which is 1,200 tills that report each minute, and a thousand at once of
 * a till that was offline.
 */
const OF_KEY: Allowance = { burst: 1_000, intervalMs: 50 };

/** Whether a request may be answered. */
export type RequestLimited =
  | { readonly isAllowed: true }
  /** In how many seconds it may be tried again, at least one. */
  | { readonly isAllowed: false; readonly waitSeconds: number };

/** Counts what a shopper wants to do against what she may. Whoever is signed out can do nothing anyway. */
export async function limitShopper(
  services: Pick<Services, 'database'>,
  { shopDomain, customerId }: Shopper,
): Promise<RequestLimited> {
  if (customerId === null) return { isAllowed: true };
  return limit(services, { shopDomain, name: `customer:${customerId}` }, OF_SHOPPER);
}

/**
 * Counts what another program reports against what its key may.
 * @param keyId of the key that was found to be valid
 */
export async function limitKey(
  services: Pick<Services, 'database'>,
  { domain }: { readonly domain: string },
  keyId: string,
): Promise<RequestLimited> {
  return limit(services, { shopDomain: domain, name: `key:${keyId}` }, OF_KEY);
}

async function limit(
  { database }: Pick<Services, 'database'>,
  caller: Caller,
  allowance: Allowance,
): Promise<RequestLimited> {
  const waitMs = await takeRequest(database.pool, caller, allowance);
  return waitMs === 0
    ? { isAllowed: true }
    : { isAllowed: false, waitSeconds: Math.ceil(waitMs / 1000) };
}
