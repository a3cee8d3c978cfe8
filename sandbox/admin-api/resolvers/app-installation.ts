import { readAppConfiguration } from '../../app-configuration.ts';
import type { Installation } from '../../store/app-types.ts';
import type { World } from '../../world.ts';
import { fieldsOf } from '../context.ts';
import { toGid } from '../gid.ts';
import { metafieldFieldsOf } from './metafield.ts';

/** `read_orders` described as the API does: what the scope lets the app do. */
function describeScope(handle: string): string {
  const [verb, ...nouns] = handle.split('_');
  return `${verb === 'write' ? 'Modify' : 'Read'} ${nouns.join(' ')}`;
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/App */
function toApp(world: World) {
  return {
    // `$app` stands for `app--` and the app's id.
    id: toGid('App', world.metafields.appNamespace.replace(/^app--/, '')),
    apiKey: world.options.apiKey,
    title: readAppConfiguration(world.options.projectFolder).name,
    embedded: true,
  };
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/AppInstallation */
export const appInstallationFields = fieldsOf<Installation>({
  id: (installation) => toGid('AppInstallation', installation.id),
  accessScopes: (installation) =>
    installation.scopes.map((handle) => ({ handle, description: describeScope(handle) })),
  app: (_installation, _arguments, { world }) => toApp(world),
  launchUrl: (_installation, _arguments, { world }) => world.options.appOrigin,
  ...metafieldFieldsOf('AppInstallation'),
});
