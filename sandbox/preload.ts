/**
 * Loaded before the app's own modules (`node --import ./sandbox/preload.ts server.ts`), so that the app meets the
 * sandbox where it would meet Shopify, without knowing of it:
 * - requests to `https://<shop>.myshopify.com` go to the sandbox's shop, which learns the shop's name from the
 *   header `x-sandbox-host`;
 * - the app's clock follows the sandbox's.
 */
const SHOP_ORIGIN = process.env['SANDBOX_SHOP_ORIGIN'] ?? 'http://localhost:4000';
const ADMIN_ORIGIN = process.env['SANDBOX_ADMIN_ORIGIN'] ?? 'http://localhost:4001';

const HOST_HEADER = 'x-sandbox-host';
const CLOCK_URL = new URL('/_sandbox/clock', ADMIN_ORIGIN);
const CLOCK_EVERY_MS = 300;
const CLOCK_PATIENCE_MS = 2_000;

const realFetch = globalThis.fetch;
let clockOffsetMs = 0;

globalThis.fetch = async (input, init) => {
  const asked = new URL(input instanceof Request ? input.url : input);
  if (!asked.hostname.endsWith('.myshopify.com')) return realFetch(input, init);
  const target = new URL(`${asked.pathname}${asked.search}`, SHOP_ORIGIN);
  // The request is built for the address asked for, so that its method, headers, body and signal are resolved once.
  const request = new Request(
    new Request(target, input instanceof Request ? input : undefined),
    init,
  );
  request.headers.set(HOST_HEADER, asked.hostname);
  return realFetch(request);
};

Object.defineProperty(globalThis, Symbol.for('evergreen.clock'), {
  value: { now: () => new Date(Date.now() + clockOffsetMs) },
});

/** Asks the sandbox what time it is in the shop. While the sandbox is away, the last answer stands. */
async function followClock(): Promise<void> {
  try {
    const answer = await realFetch(CLOCK_URL, { signal: AbortSignal.timeout(CLOCK_PATIENCE_MS) });
    const { offsetMs } = (await answer.json()) as { offsetMs?: unknown };
    if (typeof offsetMs === 'number' && Number.isFinite(offsetMs)) clockOffsetMs = offsetMs;
  } catch {
    // It is restarting, or has not started yet.
  }
}

async function followClockAlways(): Promise<void> {
  await followClock();
  setTimeout(() => void followClockAlways(), CLOCK_EVERY_MS).unref();
}

// Waited for once, so that nothing of the app runs at another time than the shop's.
await followClockAlways();

export {};
