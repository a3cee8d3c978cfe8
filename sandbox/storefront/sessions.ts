import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { z } from 'zod';
import type { Id } from '../store/scalars.ts';
import type { World } from '../world.ts';

/** What the shop remembers of a shopper between requests; each in a cookie of its own, signed, out of scripts' reach. */
export interface Sessions {
  readCartToken(context: Context): Promise<string | undefined>;
  writeCartToken(context: Context, token: string): Promise<void>;
  /** Who is signed in. */
  readCustomer(context: Context): Promise<Id | undefined>;
  writeCustomer(context: Context, customerId: Id): Promise<void>;
  /** Whose code is awaited. */
  readPending(context: Context): Promise<PendingSignIn | undefined>;
  writePending(context: Context, pending: PendingSignIn): Promise<void>;
  clearPending(context: Context): void;
  signOut(context: Context): void;
}

const PendingSignIn = z.object({ email: z.string(), returnUrl: z.string() });
/** Somebody who asked for a code and has not entered it. */
export type PendingSignIn = z.infer<typeof PendingSignIn>;

const SignedIn = z.object({ customerId: z.string(), until: z.number() });

const DAY_SECONDS = 86_400;
const SESSION_DAYS = 30;
const COOKIES = { cart: 'cart', customer: '_shopify_customer', pending: '_sign_in' } as const;

function textOf(value: string | false | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Sessions in signed cookies, so that signing in outlives a restart of the sandbox. `SameSite=Lax` keeps them off
 * requests that another site posts.
 * @param now real time in milliseconds: a session is no part of the shop's story, the movable clock does not end it
 */
export function createSessions(world: World, now: () => number): Sessions {
  const secret = createHmac('sha256', world.storefrontKey).update('storefront').digest('hex');
  const write = (context: Context, name: string, value: string, days: number) =>
    setSignedCookie(context, name, value, secret, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      maxAge: days * DAY_SECONDS,
    });
  const read = async (context: Context, name: string) =>
    // False for a cookie whose signature does not hold.
    textOf(await getSignedCookie(context, secret, name));
  const readJson = async <Value>(context: Context, name: string, shape: z.ZodType<Value>) => {
    const text = await read(context, name);
    return text === undefined ? undefined : shape.parse(JSON.parse(text));
  };
  return {
    readCartToken: (context) => read(context, COOKIES.cart),
    writeCartToken: (context, token) => write(context, COOKIES.cart, token, 14),
    async readCustomer(context) {
      const session = await readJson(context, COOKIES.customer, SignedIn);
      return session && session.until > now() ? session.customerId : undefined;
    },
    writeCustomer(context, customerId) {
      const until = now() + SESSION_DAYS * DAY_SECONDS * 1000;
      return write(context, COOKIES.customer, JSON.stringify({ customerId, until }), SESSION_DAYS);
    },
    readPending: (context) => readJson(context, COOKIES.pending, PendingSignIn),
    writePending: (context, pending) => {
      return write(context, COOKIES.pending, JSON.stringify(pending), 1);
    },
    clearPending: (context) => void deleteCookie(context, COOKIES.pending, { path: '/' }),
    signOut: (context) => void deleteCookie(context, COOKIES.customer, { path: '/' }),
  };
}
