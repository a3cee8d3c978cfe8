/**
 * Money is an integer number of minor units (cents). Amounts beyond what a JavaScript number holds exactly
 * are refused: no order of a shop comes near nine quadrillion cents.
 */

/** An amount that cannot be counted in minor units exactly. */
export class AmountError extends Error {
  override name = 'AmountError';
}

/** Currencies that have others than two decimal places, by ISO 4217. */
const PLACES: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const digitsByCurrency = new Map(
  Object.entries(PLACES).flatMap(([digits, currencies]) =>
    currencies.split(' ').map((currency) => [currency, Number(digits)] as const),
  ),
);

/**
 * How many decimal places a currency has (EUR 2, JPY 0, KWD 3). By ISO 4217, and not as `Intl` says: that goes by how
 * people write prices, and changes from one version of Node or a browser to the next (HUF 0 or 2), while amounts that
 * were written down stay.
 * @param currency ISO 4217 code
 * @throws AmountError for what is no currency code
 */
export function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new AmountError('not a currency code');
  return digitsByCurrency.get(currency) ?? 2;
}

/**
 * Reads a decimal amount as Shopify writes it (`"284.00"`, `"-5"`, `"10.5"`).
 * Places beyond the currency's are rounded half away from zero.
 * @returns minor units
 * @throws AmountError when it is no decimal number or too large to be exact
 */
export function parseMinor(amount: string, currency: string): number {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(amount);
  if (!match) throw new AmountError('not a decimal amount');
  const [, sign, whole = '0', fraction = ''] = match;
  const digits = minorDigits(currency);
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  const roundsUp = (fraction[digits] ?? '0') >= '5' ? 1 : 0;
  const minor = Number(whole + kept) + roundsUp;
  if (!Number.isSafeInteger(minor)) throw new AmountError('amount too large');
  return sign === '-' && minor !== 0 ? -minor : minor;
}

/**
 * `amount × numerator ÷ denominator`, exact in between, rounded half up.
 * @param amount minor units, not negative; so are the others, and the denominator is not zero
 * @returns minor units
 */
export function proportion(amount: number, numerator: number, denominator: number): number {
  const small = 2 * amount * numerator + denominator;
  // Exact without big numbers as long as nothing is rounded on the way; nearly every order is.
  if (small < 2 ** 51 && denominator < 2 ** 51) return Math.floor(small / (2 * denominator));
  const doubled = 2n * BigInt(amount) * BigInt(numerator) + BigInt(denominator);
  return Number(doubled / (2n * BigInt(denominator)));
}

/**
 * Adds amounts.
 * @throws AmountError when the sum is too large to be exact
 */
export function sumMinor(amounts: readonly number[]): number {
  let sum = 0;
  for (const amount of amounts) {
    sum += amount;
    // Also on the way: what was rounded once does not become exact again by being taken back.
    if (!Number.isSafeInteger(sum)) throw new AmountError('sum too large');
  }
  return sum;
}

/**
 * Writes an amount as Shopify reads it: `12.50` from 1250 cents.
 * @param amount minor units, not negative
 */
export function writeMinor(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const padded = String(amount).padStart(digits + 1, '0');
  if (digits === 0) return padded;
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
