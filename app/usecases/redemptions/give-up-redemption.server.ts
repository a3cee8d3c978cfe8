import { isCashOut } from '#app/loyalty/cash-out/kinds.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { type Decided, endByStaff, type StaffDecision } from './decide-by-staff.server.ts';
import type { Services } from '../services.server.ts';

/**
 * The merchant has looked, and what a doubtful redemption promised is not there: it was not paid out, or its code is gone.
 * The points go back to their lots, and nothing is tried again.
 */
export async function giveUpRedemption(
  services: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  decision: StaffDecision,
): Promise<Decided> {
  return endByStaff(services, shopId, decision, {
    action: 'redemption.given_up',
    decide: (_sql, { state, kind, problem }) => {
      if (state !== 'doubtful') return null;
      return isCashOut(kind)
        ? { state: 'failed', points: 'given_back', change: { problem } }
        : { state: 'cancelled', points: 'given_back' };
    },
  });
}
