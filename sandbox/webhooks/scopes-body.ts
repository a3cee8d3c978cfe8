import type { SandboxShop } from '../store/shop-types.ts';
import type { ScopesChange } from './announcement.ts';
import { rawId } from './wire.ts';

/**
 * Body of `app/scopes_update`, see
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-app/scopes_update, and for `shop_id`
 * https://shopify.dev/changelog/add-shopid-to-appscopesupdate-webhook-payload. Of which thing `id` is the id, the
 * documentation does not say; here it is the app's.
 * @param appId the number in the app's namespace
 */
export function scopesUpdateBody(
  { previous, current, updatedAt }: ScopesChange,
  appId: string,
  shop: SandboxShop,
): Record<string, unknown> {
  return {
    id: rawId(appId),
    shop_id: rawId(shop.id),
    previous,
    current,
    updated_at: updatedAt,
  };
}
