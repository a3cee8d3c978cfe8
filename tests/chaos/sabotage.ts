import { type Database, inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { credit, openAccount } from '#sandbox/commands/store-credit.ts';
import type { World } from '#sandbox/world.ts';

import { tamperWithPoints } from './sabotage-of-points.ts';

/** A fault that the judgement must find. */
export type Sabotage = (typeof SABOTAGES)[number];

export const SABOTAGES = [
  'double',
  'drop',
  'drift',
  'code',
  'credit',
  'tier',
  'joining',
  'prize',
] as const;

/**
 * Plants a fault in the ledger, or with Shopify, as only a bug could. Who is right so far is chosen before others: two
 * faults may look like none, or like one.
 * - `double`: an order's points are posted once more, and everything agrees with that;
 * - `drop`: an order's transfers and all that follows from them are gone as if they had never been;
 * - `drift`: a balance is changed without a transfer;
 * - `code`: a code is promised to two, or one that nobody made;
 * - `credit`: Shopify has paid out store credit once more than anybody asked for;
 * - `tier`: a member stands on another tier;
 * - `joining`: a member who joined is noted to have been given nothing for it;
 * - `prize`: every prize of a challenge was given twice, or one that nobody could win.
 * @param wrong customers of whom something is wrong already
 */
export async function sabotage(
  { database, shop }: { readonly database: Database; readonly shop: Shop },
  world: World,
  fault: Sabotage,
  wrong: readonly string[],
): Promise<void> {
  if (fault === 'credit') {
    creditAgain(world, wrong);
    return;
  }
  await inTransaction(database, async (sql) => {
    if (fault === 'double' || fault === 'drop' || fault === 'drift') {
      return tamperWithPoints(sql, shop.id, fault, wrong);
    }
    for (const statement of STATEMENTS[fault]) {
      const { rowCount } = await sql.query(statement, [shop.id, wrong]);
      if (rowCount) return;
    }
    throw new Error(`nothing is fit for sabotage of a ${fault}`);
  });
}

/** Of one who is right so far, if there is any. */
const CHOSEN = 'ORDER BY m.customer_id = ANY($2::bigint[]), m.id LIMIT 1';

const MADE_UP = `INSERT INTO redemptions (shop_id, member_id, reward_key, program_version, kind, points, amount, currency,
  state, code, created_at, changed_at, cause_kind, cause_id)`;

/** Tried one after the other until there was somebody to do it to. */
const STATEMENTS = {
  // Of one who certainly had to have it: she has an order that earns, and was never somebody else.
  joining: [
    `UPDATE actions SET state = 'refused', points = 0 WHERE shop_id = $1 AND id = (
       SELECT a.id FROM actions a JOIN members m ON m.shop_id = a.shop_id AND m.id = a.member_id
       WHERE a.shop_id = $1 AND a.occasion = 'joining' AND a.state = 'given' AND m.merged_into IS NULL
         AND NOT EXISTS (SELECT FROM members other WHERE other.shop_id = $1 AND other.merged_into = m.id)
         AND EXISTS (SELECT FROM orders o WHERE o.shop_id = $1 AND o.customer_id = m.customer_id AND o.settled_points > 0)
       ${CHOSEN})`,
  ],
  // Written otherwise it is the same to a checkout, and another to the database.
  code: [
    `${MADE_UP} SELECT r.shop_id, m.id, reward_key, program_version, kind, 0, amount, currency, state, lower(code), created_at,
       changed_at, 'sabotage', 'code'
     FROM redemptions r JOIN members m ON m.shop_id = r.shop_id AND m.id = r.member_id
     WHERE r.shop_id = $1 AND r.code IS NOT NULL AND r.kind <> 'gift_card' ${CHOSEN}`,
    `${MADE_UP} SELECT m.shop_id, m.id, 'off', 1, 'amount_off', 0, 150, 'EUR', 'ready', 'NEVER-MADE', now(), now(), 'sabotage',
       'code'
     FROM members m WHERE m.shop_id = $1 ${CHOSEN}`,
  ],
  tier: [
    `UPDATE standings SET tier = CASE tier WHEN 'gold' THEN 'silver' ELSE 'gold' END
     WHERE shop_id = $1 AND member_id = (
       SELECT m.id FROM members m JOIN standings s ON s.shop_id = m.shop_id AND s.member_id = m.id
       WHERE m.shop_id = $1 AND m.merged_into IS NULL AND m.redacted_at IS NULL
         AND NOT EXISTS (SELECT FROM members other WHERE other.shop_id = $1 AND other.merged_into = m.id) ${CHOSEN})`,
  ],
  prize: [
    `${MADE_UP} SELECT shop_id, member_id, reward_key, program_version, kind, 0, NULL, currency, 'failed', NULL, created_at,
       changed_at, cause_kind, cause_id || ':again'
     FROM redemptions WHERE shop_id = $1 AND cause_kind = 'challenge' AND $2::bigint[] IS NOT NULL`,
    `${MADE_UP} SELECT m.shop_id, m.id, 'surprise', 1, 'percentage_off', 0, NULL, 'EUR', 'failed', NULL, now(), now(),
       'challenge', 'never:0:1'
     FROM members m WHERE m.shop_id = $1 ${CHOSEN}`,
  ],
};

/** An amount that nobody is ever owed: one who lacks hers would be right by it. */
const ODD_CREDIT = 151;

function creditAgain(world: World, wrong: readonly string[]): void {
  const customers = world.customers.all().map(({ id }) => id);
  const chosen = customers.find((id) => !wrong.includes(id)) ?? customers[0];
  if (chosen === undefined) throw new Error('there is no customer to pay');
  const account = world.storeCreditAccounts.all().find(({ customerId }) => customerId === chosen);
  const { id } = account ?? openAccount(world, chosen);
  credit(world, id, ODD_CREDIT, { event: 'ADJUSTMENT' });
}
