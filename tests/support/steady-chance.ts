import fc from 'fast-check';

/**
 * Properties try the same cases in every run, so that a commit is judged by itself and not by its luck. `PROPERTY_SEED`
 * has them try others: a number, or `random` for new ones each time. `PROPERTY_SHRINKING=no` has them tell the first case
 * that fails as it is: making one of the database smaller can take longer than a test may.
 */
const asked = process.env['PROPERTY_SEED'] ?? '20260105';

if (asked !== 'random') {
  const seed = Number(asked);
  if (!Number.isSafeInteger(seed))
    throw new Error(`PROPERTY_SEED is a number or "random", not "${asked}".`);
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
}

if (process.env['PROPERTY_SHRINKING'] === 'no') {
  fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
}
