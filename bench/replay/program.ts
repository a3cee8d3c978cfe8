import { PRESETS } from '#app/loyalty/presets/presets.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';

/** A program that asks for everything a replay does: points that mature and expire, and tiers that earn differently. */
export const VERSIONS: readonly ProgramVersion[] = [
  {
    version: 1,
    inForceFrom: new Date(0),
    program: {
      ...PRESETS.plain,
      earning: {
        ...PRESETS.plain.earning,
        maturity: { kind: 'after_days', days: 14 },
        expiry: { kind: 'after_days', days: 365 },
      },
      tiers: [
        { key: 'bronze', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
        { key: 'silver', name: null, from: 250, earningPercent: 125, entry: null, perks: [] },
        { key: 'gold', name: null, from: 1_000, earningPercent: 150, entry: null, perks: [] },
      ],
    },
  },
];
