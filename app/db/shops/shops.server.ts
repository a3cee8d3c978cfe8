import { ShopId } from '#app/loyalty/ids.ts';
import { clocksOf } from '#app/loyalty/time/clocks.ts';
import { momentOfMove } from '#app/loyalty/time/move-clocks.ts';

import type { Sql } from '../database.server.ts';

/** A shop that has installed the app, now or once. */
export interface Shop {
  readonly id: ShopId;
  /** `beans.myshopify.com` */
  readonly domain: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /**
   * Its clocks: an IANA name, `Europe/Berlin`, and of a shop that has moved those before with it (`clocksOf`). The calendar
   * of `app/loyalty/time` goes by it; whoever writes a time wants `presentTimezone`, and whoever asks the database `zonesOf`.
   */
  readonly timezone: string;
  /** The shop's primary language, `en` or `pt-BR`. */
  readonly locale: string;
  /** Development shops make little but test orders; only there do these count. */
  readonly isDevelopment: boolean;
  readonly installedAt: Date;
  readonly uninstalledAt: Date | null;
  /** Under which guests' addresses are hashed. */
  readonly contactKey: string;
  /** What its money was before, oldest first. */
  readonly formerCurrencies: readonly { readonly currency: string; readonly until: Date }[];
}

/** What Shopify tells us of a shop. */
export type ShopDetails = Pick<
  Shop,
  'domain' | 'name' | 'currency' | 'timezone' | 'locale' | 'isDevelopment'
>;

const COLUMNS = `id, domain, name, currency, timezone, locale, is_development AS "isDevelopment",
  installed_at AS "installedAt", uninstalled_at AS "uninstalledAt", contact_key AS "contactKey",
  (SELECT coalesce(json_agg(json_build_object('currency', f.currency, 'until', f.until) ORDER BY f.until), '[]')
   FROM former_currencies f WHERE f.shop_id = shops.id) AS "formerCurrencies",
  (SELECT coalesce(json_agg(json_build_object('timezone', f.timezone, 'until', f.until) ORDER BY f.until), '[]')
   FROM former_timezones f WHERE f.shop_id = shops.id) AS "formerTimezones"`;

type ShopRow = Omit<Shop, 'id' | 'formerCurrencies'> & {
  id: string;
  formerCurrencies: { currency: string; until: string }[];
  formerTimezones: { timezone: string; until: string }[];
};

function toShop({ formerTimezones, ...row }: ShopRow): Shop {
  const former = formerTimezones.map(({ timezone, until }) => ({
    timezone,
    until: new Date(until),
  }));
  const timezone = clocksOf(former, row.timezone);
  const formerCurrencies = row.formerCurrencies.map(({ currency, until }) => ({
    currency,
    until: new Date(until),
  }));
  return { ...row, id: ShopId.parse(row.id), timezone, formerCurrencies };
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

/** A shop's clocks; UTC where there is no such shop. */
export async function readTimezone(sql: Sql, shopId: ShopId): Promise<string> {
  return (await findShop(sql, shopId))?.timezone ?? 'UTC';
}

/** Every shop of which something may be kept, uninstalled ones too. */
export async function listEveryShop(sql: Sql): Promise<ShopId[]> {
  const { rows } = await sql.query<{ id: string }>('SELECT id FROM shops ORDER BY id');
  return rows.map((row) => ShopId.parse(row.id));
}

/** A shop that was noted as having the app. */
export interface SavedShop extends Shop {
  /** `new`; `returned` after an uninstall; `present` when it was known to have the app. */
  readonly arrival: 'new' | 'returned' | 'present';
}

/**
 * Notes that a shop has the app, with what Shopify says of it. A shop that comes back keeps its id, and with it
 * its members and their points; its time of installation begins anew.
 * @param now when Shopify granted a token or vouched for a visitor: news of an uninstall from before is outdated
 */
export async function saveInstalledShop(
  sql: Sql,
  details: ShopDetails,
  now: Date,
): Promise<SavedShop> {
  await noteFormerCurrency(sql, details, now);
  await noteFormerTimezone(sql, details, now);
  const { rows } = await sql.query<ShopRow & { arrival: SavedShop['arrival'] }>(
    `WITH before AS (SELECT uninstalled_at FROM shops WHERE domain = $1)
     INSERT INTO shops (domain, name, currency, timezone, locale, is_development, installed_at, token_granted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
     ON CONFLICT (domain) DO UPDATE SET
       name = excluded.name, currency = excluded.currency, timezone = excluded.timezone,
       locale = excluded.locale, is_development = excluded.is_development, uninstalled_at = NULL,
       installed_at = CASE WHEN shops.uninstalled_at IS NULL THEN shops.installed_at
                           ELSE excluded.installed_at END,
       token_granted_at = greatest(shops.token_granted_at, excluded.token_granted_at)
     RETURNING ${COLUMNS},
       -- A row that no transaction has touched before is new; of two installations at once, the first one's is.
       CASE WHEN xmax = 0 THEN 'new'
            WHEN (SELECT uninstalled_at FROM before) IS NULL THEN 'present' ELSE 'returned' END AS arrival`,
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
  const [row] = rows;
  if (!row) throw new Error('An upsert of a shop returned no row');
  const { arrival, ...shop } = row;
  return { ...toShop(shop), arrival };
}

/**
 * In a statement of its own, so that the shop which is returned knows of it already. The shop's row is locked: of two
 * visits at once that both bring the new currency the second one finds it there.
 */
async function noteFormerCurrency(
  sql: Sql,
  { domain, currency }: ShopDetails,
  now: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO former_currencies (shop_id, until, currency)
     SELECT id, $3, currency FROM (
       SELECT id, currency FROM shops WHERE domain = $1 AND currency <> $2 FOR NO KEY UPDATE) AS before
     ON CONFLICT DO NOTHING`,
    [domain, currency, now],
  );
}

/**
 * Notes by what zone a shop's clocks went that has another now, and until when they do. Where it moves again before that, the
 * move that lay ahead never was.
 */
async function noteFormerTimezone(
  sql: Sql,
  { domain, timezone }: ShopDetails,
  now: Date,
): Promise<void> {
  const { rows: moving } = await sql.query<{ id: string; timezone: string }>(
    'SELECT id, timezone FROM shops WHERE domain = $1 AND timezone <> $2 FOR NO KEY UPDATE',
    [domain, timezone],
  );
  const [before] = moving;
  if (!before) return;
  const { rows: ahead } = await sql.query<{ timezone: string }>(
    'DELETE FROM former_timezones WHERE shop_id = $1 AND until > $2 RETURNING timezone',
    [before.id, now],
  );
  const shown = ahead[0]?.timezone ?? before.timezone;
  if (shown === timezone) return;
  await sql.query(
    `INSERT INTO former_timezones (shop_id, until, timezone) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [before.id, momentOfMove(timezone, now), shown],
  );
}

/** What news of an uninstall meant. */
export type UninstallNews =
  /** The shop no longer has the app. */
  | 'gone'
  /** It had removed the app, and has installed it again since: only now we learn that it was away. */
  | 'was_away'
  /** Known already, or from before the installation. */
  | 'outdated';

/**
 * Takes news of an uninstall into account, unless it is outdated. Deliveries come in any order: the news may arrive
 * after Shopify has granted the next installation's token.
 * @param removedAt when Shopify says that it happened
 * @returns what it meant, with the shop's domain
 */
export async function noteUninstall(
  sql: Sql,
  shopId: ShopId,
  removedAt: Date,
): Promise<
  { readonly news: 'outdated' } | { readonly news: 'gone' | 'was_away'; readonly domain: string }
> {
  const { rows } = await sql.query<{ is_gone: boolean; domain: string }>(
    `UPDATE shops SET
       uninstalled_at = CASE WHEN coalesce(token_granted_at, installed_at) <= $2 THEN $2::timestamptz END,
       installed_at = CASE WHEN coalesce(token_granted_at, installed_at) <= $2 THEN installed_at
                           ELSE token_granted_at END
     WHERE id = $1 AND uninstalled_at IS NULL AND installed_at <= $2
     RETURNING uninstalled_at IS NOT NULL AS is_gone, domain`,
    [shopId, removedAt],
  );
  const [row] = rows;
  if (!row) return { news: 'outdated' };
  return { news: row.is_gone ? 'gone' : 'was_away', domain: row.domain };
}
