import { randomUUID } from 'node:crypto';

import { SignJWT, errors, jwtVerify } from 'jose';
import { z } from 'zod';

import type { World } from '../world.ts';
import { OWNER } from './staff.ts';

/** "The lifetime of a session token is one minute." */
const LIFETIME_S = 60;

/** How long the same user keeps the same session in the admin is not the app's business; one sandbox is one. */
const SESSION_ID = randomUUID();

const Claims = z.object({ iss: z.string(), dest: z.string(), sub: z.string() });

/**
 * Signs a session token as App Bridge hands it out:
 * https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens#anatomy-of-a-session-token
 * Its times are real ones, whatever the shop's clock says: it belongs to the protocol.
 * @param userId who uses the admin; the shop's owner unless told
 */
export async function signSessionToken(world: World, userId: string = OWNER.id): Promise<string> {
  const shop = `https://${world.shop.get().domain}`;
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ dest: shop, sid: SESSION_ID })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(`${shop}/admin`)
    .setAudience(world.options.apiKey)
    .setSubject(userId)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + LIFETIME_S)
    .setJti(randomUUID())
    .sign(secretOf(world));
}

/**
 * Verifies a session token: signature, times, audience, and that it is of this shop.
 * @returns the user's id, or why the token is refused
 */
export async function verifySessionToken(
  world: World,
  token: string,
): Promise<{ userId: string } | { refusal: string }> {
  try {
    const { payload } = await jwtVerify(token, secretOf(world), {
      algorithms: ['HS256'],
      audience: world.options.apiKey,
      requiredClaims: ['exp', 'nbf', 'sub'],
    });
    const { dest, sub } = Claims.parse(payload);
    if (dest === `https://${world.shop.get().domain}`) return { userId: sub };
    return { refusal: 'The session token is of another shop.' };
  } catch (error) {
    if (error instanceof errors.JOSEError) return { refusal: error.message };
    if (error instanceof z.ZodError) return { refusal: 'The session token lacks claims.' };
    throw error;
  }
}

function secretOf(world: World): Uint8Array {
  return new TextEncoder().encode(world.secrets.current);
}
