import { withoutTags, withTags } from '../../commands/tags.ts';
import type { World } from '../../world.ts';
import { requireScope } from '../access.ts';
import { type FieldResolver, typed } from '../context.ts';
import { invalidId, notImplemented } from '../errors.ts';
import { parseGid } from '../gid.ts';

interface Taggable {
  /** What changing it needs. */
  readonly scope: string;
  find(world: World, id: string): { readonly tags: readonly string[] } | undefined;
  tag(world: World, id: string, tags: string[]): void;
}

const TAGGABLE: Readonly<Record<string, Taggable>> = {
  Customer: {
    scope: 'write_customers',
    find: ({ customers }, id) => customers.get(id),
    tag: ({ commands }, id, tags) => void commands.updateCustomer(id, { tags }),
  },
  Order: {
    scope: 'write_orders',
    find: ({ orders }, id) => orders.get(id),
    tag: ({ commands }, id, tags) => commands.tagOrder(id, tags),
  },
  Product: {
    scope: 'write_products',
    find: ({ products }, id) => products.get(id),
    tag: ({ commands }, id, tags) => void commands.tagProduct(id, tags),
  },
};

/** A mutation of tags. They come as a list, or as texts that are lists: `"tag1, tag2"`. */
function tagging(
  field: string,
  change: (tags: readonly string[], named: readonly string[]) => string[],
): FieldResolver<unknown> {
  return (_root, arguments_, { world, scopes }) => {
    const gid = String(arguments_['id']);
    const parsed = parseGid(gid);
    if (!parsed) throw invalidId(gid);
    const taggable = TAGGABLE[parsed.type];
    if (!taggable) throw notImplemented(`tags of ${parsed.type}`);
    requireScope(scopes, taggable.scope, field);
    const before = taggable.find(world, parsed.id);
    // "If the resource type doesn't support tagging, the `id` argument returns a resource-not-found error."
    if (!before) throw invalidId(gid);
    const named = (arguments_['tags'] as readonly string[]).flatMap((text) => text.split(','));
    const tags = change(before.tags, named);
    if (tags.join() !== before.tags.join()) taggable.tag(world, parsed.id, tags);
    const node = taggable.find(world, parsed.id);
    return { node: node && typed(parsed.type, node), userErrors: [] };
  };
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/tagsAdd and its counterpart */
export const tagMutations = {
  tagsAdd: tagging('tagsAdd', withTags),
  tagsRemove: tagging('tagsRemove', withoutTags),
};
