import { Session, type shopifyApp } from '@shopify/shopify-app-remix/server';

import type { Database, Sql } from '../database.server.ts';
import type { Session as SessionRow } from '../generated/client.ts';

/** Where the Shopify library keeps its access tokens. */
export type SessionStorage = NonNullable<Parameters<typeof shopifyApp>[0]['sessionStorage']>;

/**
 * The shop that a session belongs to, read from its id: `offline_beans.myshopify.com` for the shop's own token,
 * `beans.myshopify.com_42` for a member of staff. So the library builds them (`getOfflineId` and `getJwtSessionId`
 * of `@shopify/shopify-api`), and our tables are keyed by shop first.
 */
function shopOfSession(id: string): string | undefined {
  return (/^offline_(.+)$/.exec(id) ?? /^(.+)_\d+$/.exec(id))?.[1];
}

function toSession(row: SessionRow): Session {
  const entries: [string, string | number | boolean][] = [
    ['id', row.id],
    ['shop', row.shop],
    ['state', row.state],
    ['isOnline', row.isOnline],
  ];
  if (row.scope !== null) entries.push(['scope', row.scope]);
  if (row.accessToken !== null) entries.push(['accessToken', row.accessToken]);
  if (row.expires) entries.push(['expires', row.expires.getTime()]);
  if (row.refreshToken !== null) entries.push(['refreshToken', row.refreshToken]);
  if (row.refreshTokenExpires)
    entries.push(['refreshTokenExpires', row.refreshTokenExpires.getTime()]);
  if (row.userId !== null) entries.push(['userId', Number(row.userId)]);
  return Session.fromPropertyArray(entries, true);
}

function toRow(session: Session): SessionRow {
  const userId = session.onlineAccessInfo?.associated_user.id;
  return {
    shop: session.shop,
    id: session.id,
    state: session.state,
    isOnline: session.isOnline,
    scope: session.scope ?? null,
    accessToken: session.accessToken ?? null,
    expires: session.expires ?? null,
    refreshToken: session.refreshToken ?? null,
    refreshTokenExpires: session.refreshTokenExpires ?? null,
    userId: userId === undefined ? null : BigInt(userId),
  };
}

/**
 * Sessions in our own table. Shopify's storage package for Prisma asks for Prisma 6, and keys by id alone.
 * @param database where the table `sessions` is
 */
export function createSessionStorage(database: Pick<Database, 'prisma'>): SessionStorage {
  const table = database.prisma.session;
  return {
    async storeSession(session) {
      const row = toRow(session);
      const { shop, id } = row;
      await table.upsert({ where: { shop_id: { shop, id } }, create: row, update: row });
      return true;
    },
    async loadSession(id) {
      const shop = shopOfSession(id);
      if (shop === undefined) return undefined;
      const row = await table.findUnique({ where: { shop_id: { shop, id } } });
      return row ? toSession(row) : undefined;
    },
    async deleteSession(id) {
      return this.deleteSessions([id]);
    },
    async deleteSessions(ids) {
      const keys = ids.flatMap((id) => {
        const shop = shopOfSession(id);
        return shop === undefined ? [] : [{ shop, id }];
      });
      await table.deleteMany({ where: { OR: keys } });
      return true;
    },
    async findSessionsByShop(shop) {
      const rows = await table.findMany({ where: { shop } });
      return rows.map(toSession);
    },
  };
}

/** Forgets every access token of a shop: after an uninstall they are worth nothing any more. */
export async function deleteSessionsOfShop(sql: Sql, shopDomain: string): Promise<void> {
  await sql.query('DELETE FROM sessions WHERE shop = $1', [shopDomain]);
}

/**
 * Notes which scopes a shop grants now, with the token by which the app works on its own. A token has the scopes of the
 * moment when it was given: where they have changed it counts as expired, so that the library renews it before its next use.
 */
export async function saveGrantedScopes(
  sql: Sql,
  shopDomain: string,
  scopes: readonly string[],
): Promise<void> {
  await sql.query(
    `UPDATE sessions SET scope = $2,
       expires = CASE WHEN scope IS DISTINCT FROM $2 AND refresh_token IS NOT NULL
         THEN now() - interval '1 second' ELSE expires END
     WHERE shop = $1 AND NOT is_online`,
    [shopDomain, scopes.join(',')],
  );
}

/**
 * Which scopes a shop grants, as far as it is known.
 * @returns undefined while there is no token, or Shopify did not say with it
 */
export async function findGrantedScopes(
  sql: Sql,
  shopDomain: string,
): Promise<string[] | undefined> {
  const { rows } = await sql.query<{ scope: string | null }>(
    'SELECT scope FROM sessions WHERE shop = $1 AND NOT is_online',
    [shopDomain],
  );
  return rows[0]?.scope?.split(',').filter(Boolean);
}
