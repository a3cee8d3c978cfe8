import { type AppConfiguration, readAppConfiguration } from '../app-configuration.ts';
import { RefusedByShop } from '../commands/command-types.ts';
import type { World } from '../world.ts';

/** What the app asks for and what it has. */
export interface ScopesDetail {
  readonly granted: readonly string[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Required and not granted: staff is asked for these the next time somebody opens the app. */
  readonly missing: readonly string[];
}

/** A `write_` scope includes its `read_` one: https://shopify.dev/docs/api/usage/access-scopes */
export function includesScope(granted: readonly string[], scope: string): boolean {
  return granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'));
}

/** @throws ConfigurationError without a usable `shopify.app.toml` */
export function scopesDetail(world: World): ScopesDetail {
  const { scopes, optionalScopes } = readAppConfiguration(world.options.projectFolder);
  const granted = world.installation.get()?.scopes ?? [];
  return {
    granted,
    required: scopes,
    optional: optionalScopes,
    missing: scopes.filter((scope) => !includesScope(granted, scope)),
  };
}

/**
 * The scopes after a deploy has been approved: all that are required now, and of the optional ones those that were
 * granted before and are still declared. "Required" and "optional" as in
 * https://shopify.dev/docs/apps/build/authentication-authorization/app-installation/manage-access-scopes
 */
export function scopesAfterApproval(
  granted: readonly string[],
  { scopes, optionalScopes }: Pick<AppConfiguration, 'scopes' | 'optionalScopes'>,
): string[] {
  const kept = granted.filter((scope) => optionalScopes.includes(scope));
  return [...new Set([...scopes, ...kept])];
}

/**
 * Grants optional scopes, as staff does when the app asks for them.
 * @throws RefusedByShop for scopes that the app has not declared as optional
 */
export function grantOptionalScopes(world: World, wanted: readonly string[]): void {
  const { granted, required, optional } = scopesDetail(world);
  const undeclared = wanted.filter(
    (scope) => !optional.includes(scope) && !required.includes(scope),
  );
  if (undeclared.length > 0) {
    throw new RefusedByShop(
      `${undeclared.join(', ')}: only scopes that shopify.app.toml declares as optional can be asked for.`,
    );
  }
  world.commands.changeScopes([...new Set([...granted, ...wanted])]);
}

/**
 * Takes optional scopes back, as the app itself does.
 * @throws RefusedByShop for required scopes: those go only with the app
 */
export function revokeOptionalScopes(world: World, unwanted: readonly string[]): void {
  const { granted, required } = scopesDetail(world);
  const needed = unwanted.filter((scope) => required.includes(scope));
  if (needed.length > 0) {
    throw new RefusedByShop(`${needed.join(', ')}: required scopes cannot be revoked by the app.`);
  }
  world.commands.changeScopes(granted.filter((scope) => !unwanted.includes(scope)));
}
