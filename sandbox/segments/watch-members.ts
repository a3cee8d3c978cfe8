import type { Table, World } from '../world.ts';

type Watched = Pick<World, 'customers' | 'orders' | 'metafields'>;

function watch<Entity>(table: Table<Entity>, onChange: () => void): Table<Entity> {
  return {
    ...table,
    put(entity) {
      table.put(entity);
      onChange();
    },
    delete(id) {
      table.delete(id);
      onChange();
    },
    get size() {
      return table.size;
    },
  };
}

/** What segment queries ask for, with somebody who is told when any of it changes. */
export function watchMembers(
  { customers, orders, metafields }: Watched,
  onChange: () => void,
): Watched {
  return {
    customers: watch(customers, onChange),
    orders: watch(orders, onChange),
    metafields: {
      ...metafields,
      put(metafield) {
        metafields.put(metafield);
        onChange();
      },
      deleteOfOwner(ownerId) {
        metafields.deleteOfOwner(ownerId);
        onChange();
      },
    },
  };
}
