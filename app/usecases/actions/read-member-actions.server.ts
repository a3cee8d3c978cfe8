import { listUnrewardedActions } from '#app/db/actions/actions.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import type { Birthday } from '#app/loyalty/actions/birthday.ts';
import { MemberId, type ShopId } from '#app/loyalty/ids.ts';
import { versionInForce } from '#app/loyalty/program/program.ts';

import type { Services } from '../services.server.ts';
import { readBirthday } from './set-birthday.server.ts';

/** What the page of a member shows of actions. */
export interface MemberActions {
  /** What staff can give her points for. */
  readonly staffActions: readonly {
    readonly key: string;
    readonly name: string | null;
    readonly points: number;
  }[];
  readonly birthday: Birthday | null;
  /** What she did lately that has brought nothing, or nothing yet, newest first; `at` is ISO 8601. */
  readonly unrewarded: readonly {
    readonly id: string;
    readonly at: string;
    readonly receipt: ActionReceipt;
  }[];
}

/** How many of these are shown. */
const UNREWARDED_MAX = 10;

/**
 * Reads what staff can give a member points for, her birthday, and what she did in vain.
 * @param memberId as the address says it
 */
export async function readMemberActions(
  services: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  memberId: string,
): Promise<MemberActions> {
  const versions = await listProgramVersions(services.database.pool, shopId);
  const version = versionInForce(versions, services.clock.now());
  const rules = version?.program.earning.actions ?? [];
  const parsed = MemberId.safeParse(memberId);
  const unrewarded = parsed.success
    ? await listUnrewardedActions(services.database.pool, shopId, parsed.data, UNREWARDED_MAX)
    : [];
  return {
    staffActions: rules
      .filter(({ occasion }) => occasion.kind === 'staff')
      .map(({ key, name, points }) => ({ key, name, points })),
    birthday: parsed.success ? await readBirthday(services, { id: shopId }, parsed.data) : null,
    unrewarded: unrewarded.map(({ id, at, receipt }) => ({ id, at: at.toISOString(), receipt })),
  };
}
