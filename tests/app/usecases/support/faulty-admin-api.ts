import type { AdminAnswer, AdminApi } from '#app/shopify/admin-api/admin-api.server.ts';
import type { AdminShop } from '#tests/sandbox/support/admin-shop.ts';
import { REWARD_SCOPES } from '#tests/sandbox/support/discounts.ts';

/** How the Admin API fails: before anything was done, or after, when nobody hears of it; or with an answer of no sense. */
export type Fault = 'away' | 'answer_lost' | 'nonsense' | 'throttled';

/** The sandbox's Admin API, which fails as a test plans it. */
export class FaultyAdminApi implements AdminApi {
  /** What the next calls of an operation come to, by its name. */
  readonly faults = new Map<string, Fault[]>();
  /** What the next call of an operation is answered with, by its name, without anything being done. */
  readonly pretended = new Map<string, object>();
  /** Every operation that was asked for. */
  readonly asked: string[] = [];
  private readonly shopify: AdminShop;

  constructor(shopify: AdminShop) {
    this.shopify = shopify;
  }

  readonly run: AdminApi['run'] = async (_shopDomain, operation, variables) => {
    const text = operation.toString();
    const name = /(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '';
    this.asked.push(name);
    const fault = this.faults.get(name)?.shift();
    if (fault === 'away') return UNAVAILABLE;
    if (fault === 'throttled') {
      return { ok: false, failure: { kind: 'throttled', retryAfterMs: 1_000 } };
    }
    const pretended = this.pretended.get(name);
    this.pretended.delete(name);
    if (pretended) return { ok: true, data: pretended as never };
    // Enough for the rate limit to be full again: it is not what is tried here.
    this.shopify.passSeconds(60);
    const answer = await this.shopify.ask(text, variables as object, REWARD_SCOPES);
    if (fault === 'answer_lost') return UNAVAILABLE;
    if (fault === 'nonsense') return { ok: true, data: { moo: 1 } as never };
    if (answer.errors.length > 0 || !answer.data) {
      throw new Error(answer.errors.map(({ message }) => message).join());
    }
    return { ok: true, data: answer.data as never };
  };
}

const UNAVAILABLE: AdminAnswer<never> = {
  ok: false,
  failure: { kind: 'unavailable', reason: 'the test says so' },
};
