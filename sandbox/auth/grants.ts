import { z } from 'zod';

import type { World } from '../world.ts';
import { verifySessionToken } from './session-tokens.ts';
import { associatedUser } from './staff.ts';
import {
  type StoredToken,
  expiringToken,
  findValidToken,
  isInstalled,
  onlineToken,
  permanentToken,
  renewToken,
  revokeToken,
} from './tokens.ts';

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';
const ONLINE_TOKEN = 'urn:shopify:params:oauth:token-type:online-access-token';
const OFFLINE_TOKEN = 'urn:shopify:params:oauth:token-type:offline-access-token';

const Client = { client_id: z.string(), client_secret: z.string() };

/** `expiring` arrives as a string or a number, from JSON or a form. */
const Expiring = z
  .union([z.literal(['0', '1']), z.literal([0, 1])])
  .default('0')
  .transform((value) => String(value) === '1');

/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange */
const Grant = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal(TOKEN_EXCHANGE),
    ...Client,
    subject_token: z.string(),
    subject_token_type: z.literal([ID_TOKEN, OFFLINE_TOKEN]),
    requested_token_type: z.literal([ONLINE_TOKEN, OFFLINE_TOKEN]).default(OFFLINE_TOKEN),
    expiring: Expiring,
  }),
  z.object({ grant_type: z.literal('refresh_token'), ...Client, refresh_token: z.string() }),
]);
type Grant = z.infer<typeof Grant>;
type Exchange = Extract<Grant, { subject_token: string }>;

/** A token, or an error of RFC 6749, section 5.2. Both are bodies as the app receives them. */
export type GrantAnswer =
  | { readonly status: 200; readonly body: object }
  | { readonly status: 400; readonly body: { error: string; error_description: string } };

/**
 * Answers a request for an access token.
 * @param body the parsed body, JSON or form
 * @param now real time in milliseconds
 */
export async function answerGrant(world: World, body: unknown, now: number): Promise<GrantAnswer> {
  const parsed = Grant.safeParse(body);
  if (!parsed.success) return refused('invalid_request', z.prettifyError(parsed.error));
  const grant = parsed.data;
  const { apiKey } = world.options;
  if (grant.client_id !== apiKey || !world.secrets.accepts(grant.client_secret)) {
    return refused('invalid_client', 'The client id or the client secret is not the app’s.');
  }
  if (!isInstalled(world)) {
    return refused('app_not_installed', 'The app is not installed in this shop.');
  }
  if (grant.grant_type === 'refresh_token') {
    const renewed = renewToken(world, grant.refresh_token, now);
    if (renewed) return granted(expiringBody(renewed, now));
    return refused('invalid_grant', 'The refresh token is not valid, or no longer.');
  }
  return grant.subject_token_type === ID_TOKEN
    ? exchangeSessionToken(world, grant, now)
    : migrateToExpiring(world, grant, now);
}

async function exchangeSessionToken(
  world: World,
  grant: Exchange,
  now: number,
): Promise<GrantAnswer> {
  const verified = await verifySessionToken(world, grant.subject_token);
  // 400: https://shopify.dev/docs/api/usage/response-codes
  if ('refusal' in verified) return refused('invalid_subject_token', verified.refusal);
  if (grant.requested_token_type === ONLINE_TOKEN) {
    const token = onlineToken(world, now);
    return granted({
      ...tokenBody(token),
      expires_in: secondsUntil(token.expiresAt, now),
      associated_user_scope: token.scopes.join(','),
      associated_user: associatedUser(world, verified.userId),
    });
  }
  if (!grant.expiring) return granted(tokenBody(permanentToken(world)));
  return granted(expiringBody(expiringToken(world, now), now));
}

/**
 * Exchanges a token that does not expire for one that does; the former is no longer valid then.
 * https://shopify.dev/docs/apps/build/authentication-authorization/migrate-to-expiring-offline-access-tokens
 */
function migrateToExpiring(world: World, grant: Exchange, now: number): GrantAnswer {
  const old = findValidToken(world, grant.subject_token, now);
  if (old?.kind !== 'offline' || old.expiresAt !== null) {
    return refused('invalid_subject_token', 'This is no offline token that does not expire.');
  }
  if (grant.requested_token_type !== OFFLINE_TOKEN || !grant.expiring) {
    return refused('invalid_request', 'It can only be exchanged for an expiring offline token.');
  }
  revokeToken(world, old);
  return granted(expiringBody(expiringToken(world, now), now));
}

function tokenBody(token: StoredToken) {
  return { access_token: token.token, scope: token.scopes.join(',') };
}

function expiringBody(token: StoredToken, now: number) {
  return {
    ...tokenBody(token),
    expires_in: secondsUntil(token.expiresAt, now),
    refresh_token: token.refreshToken,
    refresh_token_expires_in: secondsUntil(token.refreshTokenExpiresAt, now),
  };
}

function secondsUntil(time: string | null, now: number): number {
  return time === null ? 0 : Math.floor((Date.parse(time) - now) / 1_000);
}

function granted(body: object): GrantAnswer {
  return { status: 200, body };
}

function refused(error: string, description: string): GrantAnswer {
  return { status: 400, body: { error, error_description: description } };
}
