import { createHash } from 'node:crypto';

import type { ApiFaults } from '../store/api-fault-types.ts';

/** What befalls a call: nothing in most cases. */
export type ApiFault = 'throttled' | 'unavailable' | 'timed_out';

/**
 * Decides by chance what befalls each call, the same for the same seed and course of calls. Counting begins anew when
 * the faults are set anew and with each start of the sandbox.
 * @param faults asked at each call
 */
export function createApiFaults(faults: () => ApiFaults): () => ApiFault | null {
  let known: ApiFaults | undefined;
  let calls = 0;
  return () => {
    const current = faults();
    if (current !== known) calls = 0;
    known = current;
    calls += 1;
    const { throttledPercent, unavailablePercent, timedOutPercent, seed } = current;
    const digest = createHash('sha256').update(`${seed} ${calls}`).digest();
    const rolled = (digest.readUInt32BE(0) / 2 ** 32) * 100;
    if (rolled < throttledPercent) return 'throttled';
    if (rolled < throttledPercent + unavailablePercent) return 'unavailable';
    const most = throttledPercent + unavailablePercent + timedOutPercent;
    return rolled < most ? 'timed_out' : null;
  };
}
