import type { Shop } from '#app/db/shops/shops.server.ts';

/** The shop whose members' tiers are assessed. */
export type TieringShop = Pick<Shop, 'id' | 'domain' | 'timezone' | 'currency'>;
