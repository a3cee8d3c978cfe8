import { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from './database.server.ts';

/** A shop that has installed the app, now or once. */
export interface Shop {
  readonly id: ShopId;
  /** `beans.myshopify.com` */
  readonly domain: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name, `Europe/Berlin`. */
  readonly timezone: string;
  /** The shop's primary language, `en` or `pt-BR`. */
  readonly locale: string;
  /** Development shops make little but test orders; only there do these count. */
  readonly isDevelopment: boolean;
  readonly installedAt: Date;
  readonly uninstalledAt: Date | null;
}

/** What Shopify tells us of a shop. */
export type ShopDetails = Pick<
  Shop,
  'domain' | 'name' | 'currency' | 'timezone' | 'locale' | 'isDevelopment'
>;

const COLUMNS = `id, domain, name, currency, timezone, locale, is_development AS "isDevelopment",
  installed_at AS "installedAt", uninstalled_at AS "uninstalledAt"`;

type ShopRow = Omit<Shop, 'id'> & { id: string };

function toShop(row: ShopRow): Shop {
  return { ...row, id: ShopId.parse(row.id) };
}

/**
 * Looks a shop up by its `myshopify.com` domain.
 * @returns undefined when it never installed the app; a shop that uninstalled it is found
 */
export async function findShopByDomain(sql: Sql, domain: string): Promise<Shop | undefined> {
  const { rows } = await sql.query<ShopRow>(`SELECT ${COLUMNS} FROM shops WHERE domain = $1`, [
    domain,
  ]);
  return rows[0] && toShop(rows[0]);
}

/** Looks a shop up by our id; undefined when there is none. */
export async function findShop(sql: Sql, shopId: ShopId): Promise<Shop | undefined> {
  const { rows } = await sql.query<ShopRow>(`SELECT ${COLUMNS} FROM shops WHERE id = $1`, [shopId]);
  return rows[0] && toShop(rows[0]);
}

/**
 * Notes that a shop has the app, with what Shopify says of it. A shop that comes back keeps its id, and with it
 * its members and their points; its time of installation begins anew.
 */
export async function saveInstalledShop(sql: Sql, details: ShopDetails, now: Date): Promise<Shop> {
  const { rows } = await sql.query<ShopRow>(
    `INSERT INTO shops (domain, name, currency, timezone, locale, is_development, installed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (domain) DO UPDATE SET
       name = excluded.name, currency = excluded.currency, timezone = excluded.timezone,
       locale = excluded.locale, is_development = excluded.is_development, uninstalled_at = NULL,
       installed_at = CASE WHEN shops.uninstalled_at IS NULL THEN shops.installed_at
                           ELSE excluded.installed_at END
     RETURNING ${COLUMNS}`,
    [
      details.domain,
      details.name,
      details.currency,
      details.timezone,
      details.locale,
      details.isDevelopment,
      now,
    ],
  );
  const row = rows[0];
  if (!row) throw new Error('An upsert of a shop returned no row');
  return toShop(row);
}

/**
 * Notes that a shop has removed the app, unless it has installed it again since.
 * @param removedAt when Shopify says that it happened
 * @returns the shop's domain, or undefined when nothing changed
 */
export async function markShopUninstalled(
  sql: Sql,
  shopId: ShopId,
  removedAt: Date,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ domain: string }>(
    `UPDATE shops SET uninstalled_at = $2
     WHERE id = $1 AND uninstalled_at IS NULL AND installed_at <= $2 RETURNING domain`,
    [shopId, removedAt],
  );
  return rows[0]?.domain;
}
