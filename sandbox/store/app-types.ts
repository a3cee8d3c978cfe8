import type { Id, Time } from './scalars.ts';

export interface Metafield {
  /** `gid://shopify/Customer/1` or `gid://shopify/AppInstallation/1` */
  ownerId: string;
  /** With `$app` resolved, as the Admin API answers it: `app--<app id>`; see the Admin API's metafield docs. */
  namespace: string;
  key: string;
  type: string;
  value: string;
  updatedAt: Time;
}

/** The app's installation in the shop. */
export interface Installation {
  id: Id;
  installedAt: Time;
  uninstalledAt: Time | null;
  scopes: string[];
}

export interface AccessToken {
  token: string;
  kind: 'offline' | 'online';
  scopes: string[];
  /** Real time, not the sandbox's clock: tokens belong to the protocol, not to the shop's story. Null: never. */
  expiresAt: Time | null;
  refreshToken: string | null;
  refreshTokenExpiresAt: Time | null;
}

/** The app's secrets; see `sandbox/auth/client-secrets.ts`. */
export interface ClientSecrets {
  /** The secret that the environment named first: it means no more than that nobody chose another since. */
  configured: string;
  current: string;
  /** The one before, until it is revoked. */
  before: string | null;
  /** By the shop's clock. */
  rotatedAt: Time | null;
  /** How long after that webhooks are still signed with the one before. */
  webhooksFollowAfterMs: number;
}
