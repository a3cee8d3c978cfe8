import { randomBytes } from 'node:crypto';

import type { Value } from '../store/store.ts';
import type { ClientSecrets } from '../store/types.ts';
import type { SandboxClock } from '../world.ts';

/** "it can take up to an hour for the HMAC digest to be generated using the new secret" */
export const WEBHOOKS_FOLLOW_AFTER_MS_MAX = 60 * 60 * 1000;

/** The name under which they are kept; the demo reads them from there before anything runs. */
export const CLIENT_SECRETS = 'clientSecrets';

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
  return { current: secret, before: null, rotatedAt: null, webhooksFollowAfterMs: 0 };
}

/**
 * The secrets at the next start: those kept, unless the environment knows of neither, which means that somebody gave
 * the app another secret by hand.
 */
export function reconcileSecrets(kept: ClientSecrets | undefined, configured: string) {
  return kept && [kept.current, kept.before].includes(configured) ? kept : unrotated(configured);
}

/**
 * @param kept where the secrets outlive a restart
 * @param configured the secret of the environment, with which everything begins
 */
export function openClientSecrets(
  kept: Value<ClientSecrets>,
  configured: string,
  clock: Pick<SandboxClock, 'now'>,
): ClientSecretStore {
  let secrets = reconcileSecrets(kept.get(), configured);
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
