import type { AdminAnswer, AdminFailure } from '../admin-api/admin-api.server.ts';

/** Longer than any order with everything that comes in lists. */
const LINE_CHARS_MAX = 4 * 1024 * 1024;

/** Without a byte for so long the connection is taken for dead. The whole file may take its time. */
const SILENCE_MS_MAX = 60_000;

/**
 * Reads the file of a bulk query line by line, as it comes.
 * @param url as Shopify told it: at another host than the shop's, so whoever redirects requests to the shop decides
 *   about this one as well
 * @returns lines without their ends, empty ones left out; a failure is the last that comes
 */
export async function* readBulkFile(url: string): AsyncGenerator<AdminAnswer<string>, void> {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    yield failed({ kind: 'refused', reason: 'the result of the bulk query has no web address' });
    return;
  }
  let rest = '';
  for await (const chunk of readChunks(url)) {
    if (!chunk.ok) {
      yield chunk;
      return;
    }
    const lines = (rest + chunk.data).split('\n');
    rest = lines.pop() ?? '';
    if ([rest, ...lines].some((line) => line.length > LINE_CHARS_MAX)) {
      yield failed({ kind: 'refused', reason: 'a line of the bulk query’s result has no end' });
      return;
    }
    yield* lines.filter((line) => line.trim() !== '').map(toAnswer);
  }
  if (rest.trim() !== '') yield toAnswer(rest);
}

function toAnswer(line: string): AdminAnswer<string> {
  return { ok: true, data: line };
}

async function* readChunks(url: string): AsyncGenerator<AdminAnswer<string>, void> {
  const watch = createWatch();
  try {
    const response = await fetch(url, { signal: watch.signal });
    if (!response.ok || !response.body) {
      yield failed(failureOf(response.status));
      return;
    }
    const reader = response.body.getReader();
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for (;;) {
      watch.begin();
      const { done, value } = await reader.read();
      watch.end();
      yield toAnswer(decoder.decode(value, { stream: !done }));
      if (done) return;
    }
  } catch (error) {
    // What fetch, its body and the decoder throw is the network's or the file's fault, and comes as one of these.
    if (!(error instanceof TypeError) && !(error instanceof DOMException)) throw error;
    yield failed({ kind: 'unavailable', reason: error.message });
  } finally {
    watch.giveUp();
  }
}

/** A server in trouble may be asked again; an address that has expired never answers any more. */
function failureOf(status: number): AdminFailure {
  const reason = `HTTP ${status}`;
  return status >= 500 || status === 429
    ? { kind: 'unavailable', reason }
    : { kind: 'refused', reason };
}

function failed(failure: AdminFailure): AdminAnswer<never> {
  return { ok: false, failure };
}

/** Gives up a connection on which nothing comes. Whoever reads may take longer than that between two pieces. */
function createWatch() {
  const controller = new AbortController();
  const giveUp = () => {
    controller.abort(new DOMException('nothing came for too long', 'TimeoutError'));
  };
  const begin = () => setTimeout(giveUp, SILENCE_MS_MAX);
  let timer = begin();
  return {
    signal: controller.signal,
    begin(): void {
      clearTimeout(timer);
      timer = begin();
    },
    end(): void {
      clearTimeout(timer);
    },
    /** Also of a connection whose reader has gone away before its end. */
    giveUp(): void {
      clearTimeout(timer);
      giveUp();
    },
  };
}
