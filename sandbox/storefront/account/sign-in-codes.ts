import { randomInt, timingSafeEqual } from 'node:crypto';

/** What a shopper typed when signing up; kept until the e-mail address is proven. */
export interface SignUp {
  readonly firstName: string;
  readonly lastName: string;
  readonly acceptsMarketing: boolean;
}

export type CodeCheck =
  | { readonly outcome: 'right'; readonly signUp: SignUp | null }
  | { readonly outcome: 'wrong' }
  /** Too old, used up by wrong guesses, or never sent. */
  | { readonly outcome: 'expired' };

/** The six-digit codes that prove an e-mail address, https://help.shopify.com/en/manual/customers/customer-accounts/sign-in */
export interface SignInCodes {
  /** Makes a new code for an address; the one before stops working. */
  issue(email: string, signUp: SignUp | null): string;
  /** Checks a code; the right one works once. */
  check(email: string, code: string): CodeCheck;
}

export const CODE_MINUTES = 10;
const WRONG_GUESSES_MAX = 5;
const PENDING_MAX = 1_000;

interface PendingCode {
  readonly code: string;
  readonly until: number;
  readonly guessesLeft: number;
  readonly signUp: SignUp | null;
}

/**
 * Codes in memory.
 * @param now real time in milliseconds
 */
export function createSignInCodes(now: () => number): SignInCodes {
  const pending = new Map<string, PendingCode>();
  return {
    issue(email, signUp) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const until = now() + CODE_MINUTES * 60_000;
      pending.delete(email);
      pending.set(email, { code, until, guessesLeft: WRONG_GUESSES_MAX, signUp });
      const oldest = pending.keys().next().value;
      if (pending.size > PENDING_MAX && oldest !== undefined) pending.delete(oldest);
      return code;
    },
    check(email, code) {
      const sent = pending.get(email);
      if (!sent || sent.until <= now()) {
        pending.delete(email);
        return { outcome: 'expired' };
      }
      if (isSame(sent.code, code)) {
        pending.delete(email);
        return { outcome: 'right', signUp: sent.signUp };
      }
      if (sent.guessesLeft === 1) pending.delete(email);
      else pending.set(email, { ...sent, guessesLeft: sent.guessesLeft - 1 });
      return { outcome: 'wrong' };
    },
  };
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
