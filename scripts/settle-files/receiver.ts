/* The web process without its pages: the real receiver, and nothing else. */
import { readEnvironmentOrExit } from '#app/platform/start.server.ts';

import { startWeb } from '../../web.ts';

await startWeb(readEnvironmentOrExit(), () =>
  Promise.resolve({
    handle: () => Promise.resolve(new Response(null, { status: 404 })),
    inFrontOf: (site) => site,
  }),
);
