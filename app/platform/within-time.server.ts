/** Something took longer than it was given. */
export class TooSlowError extends Error {
  override name = 'TooSlowError';
}

/**
 * Waits for `work`, but not longer than it is given. The work itself goes on; its result is then nobody's.
 * @throws TooSlowError when the time is over, and whatever `work` rejects with
 */
export async function withinTime<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new TooSlowError(`no answer within ${ms} ms`));
    }, ms);
  });
  // Whoever loses the race must not be heard of as an unhandled rejection.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
