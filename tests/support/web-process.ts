/*
 * The web process with pages of a test's own instead of the built ones: everything else is the real thing. Started by
 * tests/support/app-processes.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { readEnvironmentOrExit } from '#app/platform/start.server.ts';

import { type Pages, startWeb } from '../../web.ts';

/** `/slow/800` answers after 800 ms; everything else at once. */
const pages: Pages = {
  async handle(request) {
    const { pathname } = new URL(request.url);
    const [, ms] = /^\/slow\/(\d+)$/.exec(pathname) ?? [];
    console.log(`page asked for: ${pathname}`);
    await sleep(Number(ms ?? 0));
    return new Response('<!doctype html><title>A page</title>', {
      headers: { 'Content-Type': 'text/html' },
    });
  },
  inFrontOf: (site) => site,
};

await startWeb(readEnvironmentOrExit(), () => Promise.resolve(pages));
