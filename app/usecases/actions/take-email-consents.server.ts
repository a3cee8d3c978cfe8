import { type EmailConsent, noteEmailConsents } from '#app/db/actions/email-consents.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { askForOccasions } from '#app/db/queue/jobs.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

/**
 * Takes over what Shopify says of customers' consent to the newsletter; what it is worth is looked at by the job of the
 * shop's occasions.
 * @param sql an open transaction
 */
export async function takeEmailConsents(
  sql: Sql,
  shopId: ShopId,
  consents: readonly EmailConsent[],
): Promise<void> {
  const news = await noteEmailConsents(sql, shopId, byAge(consents));
  if (news.length > 0) await askForOccasions(sql, shopId);
}

/** The newest of one customer comes last and counts. */
function byAge(consents: readonly EmailConsent[]): EmailConsent[] {
  return consents.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}
