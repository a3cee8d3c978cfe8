import type { AdminAnswer, AdminApi } from './admin-api/admin-api.server.ts';
import { CurrentAppInstallation } from './generated/operations.server.ts';

/** The scopes that a shop grants the app at this moment, as Shopify says. */
export async function readGrantedScopes(
  adminApi: AdminApi,
  shopDomain: string,
): Promise<AdminAnswer<readonly string[]>> {
  const answer = await adminApi.run(shopDomain, CurrentAppInstallation, {});
  if (!answer.ok) return answer;
  const { accessScopes } = answer.data.currentAppInstallation;
  return { ok: true, data: accessScopes.map(({ handle }) => handle) };
}
