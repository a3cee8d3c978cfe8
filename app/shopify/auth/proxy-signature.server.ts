import { createHmac, timingSafeEqual } from 'node:crypto';

/** Shopify's own libraries accept as much difference of clocks. */
const TIMESTAMP_TOLERANCE_SECONDS = 90;

/** What Shopify signs on requests that it forwards from the storefront, each exactly once. */
const SIGNED_ONCE = [
  'shop',
  'path_prefix',
  'timestamp',
  'logged_in_customer_id',
  'signature',
] as const;

/**
 * Whether a request's parameters were put there by Shopify's app proxy, just now.
 * The signature is the hexadecimal HMAC-SHA256 of all other parameters, written `name=value`, several values of one
 * name joined by commas, sorted and concatenated without separator
 * (https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies).
 *
 * Stricter than that page and than the library, which sorts by locale and takes the first of several
 * `logged_in_customer_id`, although a shopper can add one of her own to the address.
 * @param secrets the app's secret, and during a rotation the one before: Shopify signs with the oldest that is not revoked
 * @param now real time: the proxy knows nothing of a clock that is moved for development
 */
export function isSignedByAppProxy(
  parameters: URLSearchParams,
  secrets: readonly string[],
  now: Date,
): boolean {
  if (SIGNED_ONCE.some((name) => parameters.getAll(name).length !== 1)) return false;
  return isFresh(parameters.get('timestamp'), now) && isGenuine(parameters, secrets);
}

function isFresh(timestamp: string | null, now: Date): boolean {
  if (timestamp === null || !/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(now.getTime() / 1000 - Number(timestamp)) <= TIMESTAMP_TOLERANCE_SECONDS;
}

function isGenuine(parameters: URLSearchParams, secrets: readonly string[]): boolean {
  const signature = parameters.get('signature') ?? '';
  if (!/^[0-9a-f]{64}$/.test(signature)) return false;
  const names = [...new Set(parameters.keys())].filter((name) => name !== 'signature');
  const message = names
    .map((name) => `${name}=${parameters.getAll(name).join(',')}`)
    .sort()
    .join('');
  const given = Buffer.from(signature, 'hex');
  return secrets.some((secret) =>
    timingSafeEqual(createHmac('sha256', secret).update(message).digest(), given),
  );
}
