import { createHmac, timingSafeEqual } from 'node:crypto';

/** An HMAC-SHA256 in base64: 32 bytes. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Whether a body was signed with one of our secrets
 * (https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-2-validate-the-origin-of-your-webhook-to-ensure-its-coming-from-shopify).
 * @param body the raw bytes, as they came
 * @param signature value of `X-Shopify-Hmac-Sha256`
 * @param secrets the app's secret, and during a rotation the one before: Shopify goes on signing with it for a while
 */
export function isSignedByShopify(
  body: Buffer,
  signature: string | undefined,
  secrets: readonly string[],
): boolean {
  if (signature === undefined || !SIGNATURE.test(signature)) return false;
  const given = Buffer.from(signature, 'base64');
  return secrets.some((secret) =>
    timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given),
  );
}
