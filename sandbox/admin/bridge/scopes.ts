import { readAppConfiguration } from '#sandbox/app-configuration.ts';
import type { World } from '#sandbox/world.ts';

/**
 * Answers `shopify.scopes.query()`. The sandbox grants what `shopify.app.toml` requires; it knows no optional scopes.
 * @see https://shopify.dev/docs/api/app-home/apis/authentication-and-data/scopes-api
 */
export function scopesDetail(world: World) {
  return {
    granted: world.installation.get()?.scopes ?? [],
    required: readAppConfiguration(world.options.projectFolder).scopes,
    optional: [],
  };
}
