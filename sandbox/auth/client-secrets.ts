import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import { readKeptValue } from '../store/read-kept-value.ts';
import type { ClientSecrets } from '../store/app-types.ts';
import type { Value } from '../store/value.ts';

/** "it can take up to an hour for the HMAC digest to be generated using the new secret" */
export const WEBHOOKS_FOLLOW_AFTER_MS_MAX = 60 * 60 * 1000;

/** The name under which they are kept; the demo reads them from there before anything runs. */
export const CLIENT_SECRETS = 'clientSecrets';

const Kept = z.object({ current: z.string(), before: z.string().nullable() });

/** The app's secrets, as Shopify keeps them. */
export interface ClientSecretStore {
  get(): ClientSecrets;
  /** Signs session tokens, addresses of the app's frame and what comes through the app proxy. */
  readonly current: string;
  /** Signs webhooks at this moment of the shop's clock. */
  forWebhooks(): string;
  /** Whether a request for tokens may carry it: the one before can be used until it is revoked. */
  accepts(secret: string): boolean;
  /**
   * Makes a new secret. Webhooks follow later, everything else at once:
   * https://shopify.dev/docs/apps/build/webhooks/verify-deliveries and
   * https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets/rotate-revoke-client-credentials
   * @param webhooksFollowAfterMs of the shop's clock, an hour at most
   */
  rotate(webhooksFollowAfterMs?: number): ClientSecrets;
  /** Ends the secret before, for webhooks too. False when there is none. */
  revokeBefore(): boolean;
}

/** Shopify's own secrets read like this. */
function newSecret(): string {
  return `shpss_${randomBytes(16).toString('hex')}`;
}

function unrotated(secret: string): ClientSecrets {
  return {
    configured: secret,
    current: secret,
    before: null,
    rotatedAt: null,
    webhooksFollowAfterMs: 0,
  };
}

/**
 * The secrets at the next start: those kept, unless the environment names one that is none of them: then somebody gave
 * the app another secret by hand.
 */
function reconcile(kept: ClientSecrets | undefined, configured: string): ClientSecrets {
  const known = kept && [kept.current, kept.before, kept.configured].includes(configured);
  return known ? kept : unrotated(configured);
}

/**
 * The secrets of a sandbox that does not run, for whoever starts the app beside it.
 * @returns undefined before its first start
 */
export function readClientSecrets(
  dataFolder: string,
): Pick<ClientSecrets, 'current' | 'before'> | undefined {
  return Kept.optional().parse(readKeptValue(dataFolder, CLIENT_SECRETS));
}

/**
 * @param kept where the secrets outlive a restart
 * @param configured the secret of the environment, with which everything begins
 */
export function openClientSecrets(
  kept: Value<ClientSecrets>,
  configured: string,
  clock: { now(): Date },
): ClientSecretStore {
  let secrets = reconcile(kept.get(), configured);
  const put = (changed: ClientSecrets): ClientSecrets => {
    secrets = changed;
    kept.put(changed);
    return changed;
  };
  put(secrets);
  return {
    get: () => secrets,
    get current() {
      return secrets.current;
    },
    forWebhooks() {
      const { current, before, rotatedAt, webhooksFollowAfterMs } = secrets;
      if (before === null || rotatedAt === null) return current;
      const sinceMs = clock.now().getTime() - Date.parse(rotatedAt);
      return sinceMs < webhooksFollowAfterMs ? before : current;
    },
    accepts: (secret) => secret === secrets.current || secret === secrets.before,
    rotate: (webhooksFollowAfterMs = WEBHOOKS_FOLLOW_AFTER_MS_MAX) =>
      put({
        configured: secrets.configured,
        current: newSecret(),
        before: secrets.current,
        rotatedAt: clock.now().toISOString(),
        webhooksFollowAfterMs,
      }),
    revokeBefore() {
      if (secrets.before === null) return false;
      put({ ...secrets, before: null });
      return true;
    },
  };
}
