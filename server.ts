import { existsSync } from 'node:fs';
import type { Server } from 'node:http';

import { createRequestHandler, type ServerBuild } from '@remix-run/server-runtime';

import { readEnvironmentOrExit, refuseToStart } from '#app/platform/start.server.ts';

import { type Pages, startWeb } from './web.ts';

/** Relative to the project folder, where the process is started. */
const ASSETS_FOLDER = 'build/client';
const SERVER_BUILD = new URL('build/server/index.js', import.meta.url);

const environment = readEnvironmentOrExit();
// React chooses by this variable which of its builds runs.
process.env.NODE_ENV = environment.NODE_ENV;
await startWeb(environment, environment.NODE_ENV === 'development' ? pagesOfVite : pagesOfBuild);

async function pagesOfBuild(): Promise<Pages> {
  if (!existsSync(SERVER_BUILD)) {
    refuseToStart('The app is not built yet. Run "npm run build" first.');
  }
  const build = (await import(SERVER_BUILD.href)) as ServerBuild;
  return {
    handle: createRequestHandler(build, environment.NODE_ENV),
    assetsFolder: ASSETS_FOLDER,
    inFrontOf: (site) => site,
  };
}

/** While someone is working on the pages. */
async function pagesOfVite(server: Server): Promise<Pages> {
  const { createServer: createVite } = await import('vite');
  const vite = await createVite({
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server } },
  });
  const build = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>;
  return {
    handle: createRequestHandler(build, environment.NODE_ENV),
    inFrontOf: (site) => (request, response) => {
      vite.middlewares(request, response, () => {
        site(request, response);
      });
    },
  };
}
