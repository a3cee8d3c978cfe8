import { createHmac, timingSafeEqual } from 'node:crypto';

/** An HMAC-SHA256: 32 bytes. */
const SIGNATURE_BYTES = 32;

/**
 * Whether the session token that comes with a request of the admin is signed with a secret. It says nothing of what is
 * in the token, nor of its age: the library looks at those
 * (https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens).
 */
export function isSessionTokenSignedWith(request: Request, secret: string): boolean {
  const token =
    request.headers.get('Authorization')?.replace(/^Bearer /, '') ??
    new URL(request.url).searchParams.get('id_token') ??
    '';
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) {
    return false;
  }
  const given = Buffer.from(signature, 'base64url');
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
  return given.length === SIGNATURE_BYTES && timingSafeEqual(expected, given);
}
