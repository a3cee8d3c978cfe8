import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

let offsetMs = 0;
let origin: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  const sandbox = new Hono()
    .get('/_sandbox/clock', (clock) =>
      clock.json({ now: new Date(Date.now() + offsetMs).toISOString(), offsetMs }),
    )
    .all('*', async (request) =>
      request.json({
        method: request.req.method,
        path: new URL(request.req.url).pathname + new URL(request.req.url).search,
        host: request.req.header('x-sandbox-host') ?? null,
        token: request.req.header('X-Shopify-Access-Token') ?? null,
        body: await request.req.text(),
      }),
    );
  let server: ServerType | undefined;
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: sandbox.fetch, port: 0 }, (address) => resolve(address.port));
  });
  origin = `http://localhost:${port}`;
  stop = () => new Promise((resolve) => server?.close(() => resolve()));
});
afterAll(() => stop());

/** Runs a script in a process that has the preload, and reads the JSON it prints before it ends by itself. */
async function runPreloaded(script: string, sandbox = origin): Promise<unknown> {
  const child = spawn(
    process.execPath,
    ['--import', './sandbox/preload.ts', '--input-type=module', '--eval', script],
    {
      cwd: PROJECT,
      env: { ...process.env, SANDBOX_SHOP_ORIGIN: sandbox, SANDBOX_ADMIN_ORIGIN: sandbox },
    },
  );
  let [output, problems] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, problems }).toEqual({ code: 0, problems: '' });
  return JSON.parse(output);
}

const print = (expression: string) => `console.log(JSON.stringify(${expression}))`;

test('a request to a shop goes to the sandbox, which learns the shop', async () => {
  const address = 'https://beans.myshopify.com/admin/api/x.json?a=1';
  const init = `{ method: 'POST', headers: { 'X-Shopify-Access-Token': 't' }, body: 'hello' }`;
  const arrived = {
    method: 'POST',
    path: '/admin/api/x.json?a=1',
    host: 'beans.myshopify.com',
    token: 't',
    body: 'hello',
  };
  const answers = await runPreloaded(`
      const ways = [
        fetch('${address}', ${init}),
        fetch(new URL('${address}'), ${init}),
        fetch(new Request('${address}', ${init})),
        fetch(new Request('${address}', { headers: { 'X-Shopify-Access-Token': 't' } }), { method: 'POST', body: 'hello' }),
      ];
      ${print('await Promise.all(ways.map(async (answer) => (await answer).json()))')};
    `);
  expect(answers).toEqual([arrived, arrived, arrived, arrived]);
});

test('other requests go where they were sent', async () => {
  expect(
    await runPreloaded(print(`await (await fetch('${origin}/elsewhere')).json()`)),
  ).toMatchObject({
    path: '/elsewhere',
    host: null,
  });
});

const YEAR_MS = 365 * 24 * 3_600_000;
const AHEAD = `globalThis[Symbol.for('evergreen.clock')].now().getTime() - Date.now()`;

test('the clock is the sandbox’s from the first moment on', async () => {
  offsetMs = YEAR_MS;
  expect(Number(await runPreloaded(print(AHEAD)))).toBeGreaterThanOrEqual(YEAR_MS);
});

test('without a sandbox the process starts, keeps real time and ends', async () => {
  const ahead = await runPreloaded(print(AHEAD), 'http://localhost:4299');
  expect(Math.abs(Number(ahead))).toBeLessThan(60_000);
});
