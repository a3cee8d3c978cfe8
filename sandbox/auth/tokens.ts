import { randomBytes } from 'node:crypto';

import type { AccessToken } from '../store/app-types.ts';
import type { World } from '../world.ts';
import { includesScope } from './granted-scopes.ts';

/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens */
export const OFFLINE_LIFETIME_S = 60 * 60;
export const REFRESH_LIFETIME_S = 90 * 24 * 60 * 60;
/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/online-access-tokens */
export const ONLINE_LIFETIME_S = 24 * 60 * 60;

/** A token as the shop keeps it: found by itself. */
export type StoredToken = AccessToken & { readonly id: string };

/**
 * The token that a request carries, if the app is installed and the token is known and has not expired.
 * @param now real time in milliseconds
 */
export function findValidToken(
  world: World,
  token: string | undefined,
  now: number,
): StoredToken | undefined {
  const stored = token === undefined ? undefined : world.tokens.get(token);
  if (!stored || !isInstalled(world)) return undefined;
  if (stored.expiresAt !== null && Date.parse(stored.expiresAt) <= now) return undefined;
  // A scope that was taken back is gone at once; one that was granted comes with the next token.
  const granted = grantedScopes(world);
  return { ...stored, scopes: stored.scopes.filter((scope) => includesScope(granted, scope)) };
}

/** Whether the app is in the shop: only then are there tokens to be had or used. */
export function isInstalled(world: World): boolean {
  return world.installation.get()?.uninstalledAt === null;
}

/** An offline token that does not expire: "authorizing an app multiple times … returns the same access token". */
export function permanentToken(world: World): StoredToken {
  const existing = world.tokens
    .all()
    .find(({ kind, expiresAt }) => kind === 'offline' && expiresAt === null);
  return keep(world, {
    token: existing?.token ?? newToken('shpat'),
    kind: 'offline',
    scopes: grantedScopes(world),
    expiresAt: null,
    refreshToken: null,
    refreshTokenExpiresAt: null,
  });
}

/**
 * A new offline token that expires, with the refresh token that renews it.
 * @param now real time in milliseconds
 */
export function expiringToken(world: World, now: number): StoredToken {
  return keep(world, {
    token: newToken('shpat'),
    kind: 'offline',
    scopes: grantedScopes(world),
    expiresAt: after(now, OFFLINE_LIFETIME_S),
    refreshToken: newToken('shprt'),
    refreshTokenExpiresAt: after(now, REFRESH_LIFETIME_S),
  });
}

/**
 * A token that acts for a user, for a day.
 * @param now real time in milliseconds
 */
export function onlineToken(world: World, now: number): StoredToken {
  return keep(world, {
    token: newToken('shpua'),
    kind: 'online',
    scopes: grantedScopes(world),
    expiresAt: after(now, ONLINE_LIFETIME_S),
    refreshToken: null,
    refreshTokenExpiresAt: null,
  });
}

/**
 * Renews an expiring token. The refresh token that was used keeps working until the one that replaces it is used,
 * so that an app can recover from a lost answer:
 * https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
 * @param now real time in milliseconds
 * @returns undefined when the refresh token is unknown, retired or expired
 */
export function renewToken(
  world: World,
  refreshToken: string,
  now: number,
): StoredToken | undefined {
  const used = world.tokens.all().find((stored) => stored.refreshToken === refreshToken);
  const until = used?.refreshTokenExpiresAt;
  if (!used || !until || Date.parse(until) <= now) return undefined;
  for (const other of world.tokens.all()) {
    const replaced = other.refreshTokenExpiresAt !== null && other.refreshTokenExpiresAt < until;
    if (replaced) world.tokens.put({ ...other, refreshToken: null, refreshTokenExpiresAt: null });
  }
  return expiringToken(world, now);
}

/** Takes a token out of use. */
export function revokeToken(world: World, { id }: StoredToken): void {
  world.tokens.delete(id);
}

/**
 * What can be done to the app's offline tokens, to see what the app makes of a 401
 * (https://shopify.dev/docs/api/usage/response-codes):
 * - `expire` ends the access tokens that expire at all, as time does; their refresh tokens still work;
 * - `expire_refresh` ends those too, as 90 days do;
 * - `revoke` takes all of them out of use.
 */
export const TOKEN_FAULTS = ['expire', 'expire_refresh', 'revoke'] as const;

export type TokenFault = (typeof TOKEN_FAULTS)[number];

/**
 * @param now real time in milliseconds
 * @returns how many tokens were struck
 */
export function strikeTokens(world: World, fault: TokenFault, now: number): number {
  const ended = new Date(now).toISOString();
  const struck = world.tokens
    .all()
    .filter(({ kind, expiresAt }) => kind === 'offline' && (fault === 'revoke' || expiresAt));
  for (const token of struck) {
    if (fault === 'revoke') revokeToken(world, token);
    else {
      const refreshToken = fault === 'expire_refresh' ? { refreshTokenExpiresAt: ended } : {};
      world.tokens.put({ ...token, expiresAt: ended, ...refreshToken });
    }
  }
  return struck.length;
}

function grantedScopes(world: World): string[] {
  return world.installation.get()?.scopes ?? [];
}

function keep(world: World, token: AccessToken): StoredToken {
  const stored = { ...token, id: token.token };
  world.tokens.put(stored);
  return stored;
}

function newToken(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`;
}

function after(now: number, seconds: number): string {
  return new Date(now + seconds * 1_000).toISOString();
}
