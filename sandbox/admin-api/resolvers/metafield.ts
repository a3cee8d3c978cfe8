import { createHash } from 'node:crypto';

import type { Id } from '../../store/scalars.ts';
import type { Metafield } from '../../store/app-types.ts';
import { toConnection } from '../connection.ts';
import { type FieldTable, type RequestContext, fieldsOf } from '../context.ts';
import { toGid } from '../gid.ts';

/**
 * A namespace as it is kept: `$app`, or none, is the app's own, `$app:loyalty` is `app--<id>--loyalty`.
 * https://shopify.dev/docs/apps/build/metafields/ownership#reserved-prefixes
 */
export function resolveNamespace(namespace: unknown, { world }: RequestContext): string {
  const { appNamespace } = world.metafields;
  if (typeof namespace !== 'string' || namespace === '$app') return appNamespace;
  return namespace.replace(/^\$app:/, `${appNamespace}--`);
}

/** The fields `metafield` and `metafields` of owners of a type. */
export function metafieldFieldsOf(ownerType: string): FieldTable {
  const ownerIdOf = ({ id }: { id: Id }) => toGid(ownerType, id);
  return fieldsOf<{ id: Id }>({
    metafield: (source, arguments_, context) =>
      context.world.metafields.get(
        ownerIdOf(source),
        resolveNamespace(arguments_['namespace'], context),
        String(arguments_['key']),
      ) ?? null,
    metafields: (source, arguments_, context) => {
      const { namespace, keys } = arguments_;
      const wanted = Array.isArray(keys) ? keys.map(String) : undefined;
      const found = context.world.metafields
        .ofOwner(ownerIdOf(source))
        .filter(
          (metafield) => !namespace || metafield.namespace === resolveNamespace(namespace, context),
        )
        .filter(
          ({ namespace: own, key }) =>
            !wanted || wanted.includes(`${own}.${key}`) || wanted.includes(key),
        );
      return toConnection(found, arguments_, { idOf: metafieldId, valueOf: () => '' });
    },
  });
}

/** The store knows a metafield by owner, namespace and key; a number of its own follows from these. */
function metafieldId({ ownerId, namespace, key }: Metafield): string {
  const digest = createHash('sha256').update(`${ownerId} ${namespace} ${key}`).digest();
  return (digest.readBigUInt64BE() >> 3n).toString();
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Metafield */
export const metafieldFields = fieldsOf<Metafield>({
  id: (metafield) => toGid('Metafield', metafieldId(metafield)),
  legacyResourceId: metafieldId,
  namespace: (metafield) => metafield.namespace,
  key: (metafield) => metafield.key,
  type: (metafield) => metafield.type,
  value: (metafield) => metafield.value,
  jsonValue: ({ type, value }) =>
    /^(json|boolean|number_integer|list\..*)$/.test(type) ? (JSON.parse(value) as unknown) : value,
  compareDigest: (metafield) => digestOf(metafield),
  updatedAt: (metafield) => metafield.updatedAt,
  // An installation is called "ApiPermission" here.
  ownerType: ({ ownerId }) => (ownerId.includes('/Customer/') ? 'CUSTOMER' : 'API_PERMISSION'),
  sizeInBytes: ({ value }) => Buffer.byteLength(value),
});

/** What `compareDigest` of an update has to be equal to. */
export function digestOf({ value }: Metafield): string {
  return createHash('sha256').update(value).digest('hex');
}
