import type { Language } from '#app/components/language/language.ts';
import { languageFor, resolveLocale } from '#app/platform/translations.server.ts';
import type { ProxyIdentity } from '#app/shopify/authenticate.server.ts';
import { limitShopper } from '#app/usecases/requests/limit-requests.server.ts';
import type { Services } from '#app/usecases/services.server.ts';

/**
 * Lets a shopper pass who has not asked for too much lately. Call it before anything is done for her.
 * @param locale as her page says it
 * @throws Response 429 with a text in her language, and when she may try again
 */
export async function passShopper(
  services: Pick<Services, 'database'>,
  shopper: ProxyIdentity,
  locale: string | null,
): Promise<void> {
  const limited = await limitShopper(services, shopper);
  if (limited.isAllowed) return;
  const { waitSeconds } = limited;
  const language = languageFor(resolveLocale([locale]), 'UTC');
  const body = { state: 'too_many_requests', text: describeWait(waitSeconds, language) };
  throw refuseForNow(body, waitSeconds);
}

/** What whoever has asked for too much reads. */
export function describeWait(seconds: number, { text }: Language): string {
  return text('storefront.outcome.too_many_requests', { seconds });
}

/** An answer that says in how many seconds the same may be tried again. */
export function refuseForNow(body: object, waitSeconds: number): Response {
  const headers = { 'Cache-Control': 'private, no-store', 'Retry-After': String(waitSeconds) };
  return Response.json(body, { status: 429, headers });
}
