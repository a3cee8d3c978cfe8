import { CASH_BACK } from './cash-back.ts';
import { COFFEE } from './coffee.ts';
import { FASHION } from './fashion.ts';
import { inCurrency } from './in-currency.ts';
import { PLAIN } from '../program/plain.ts';
import type { Program } from '../program/program.ts';

/**
 * The programs that a shop can begin with, by name. Adding one is adding an entry. Nothing in them has a name of its
 * own, so that each is read in the reader's language. Money is in hundredths, which `presetFor` puts into a currency.
 */
export const PRESETS = {
  plain: PLAIN,
  coffee: COFFEE,
  fashion: FASHION,
  cash_back: CASH_BACK,
} as const satisfies Record<string, Program>;

export type PresetName = keyof typeof PRESETS;

/** The program that a new shop starts with. */
export function firstProgram(): Program {
  return PRESETS.plain;
}

/** A preset as a shop with this currency begins with it. */
export function presetFor(name: PresetName, currency: string): Program {
  return inCurrency(PRESETS[name], currency);
}
