import type { ShopId } from '#app/loyalty/ids.ts';

import { type Decided, endByStaff, type StaffDecision } from './decide-by-staff.server.ts';
import type { Services } from '../services.server.ts';

/** Staff have kept what an experience promised: its points are spent. */
export async function handOverExperience(
  services: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  decision: StaffDecision,
): Promise<Decided> {
  return endByStaff(services, shopId, decision, {
    action: 'redemption.handed_over',
    decide: (_sql, { kind, state }) =>
      kind === 'experience' && state === 'ready' ? { state: 'used', points: 'spent' } : null,
  });
}
