import { fileURLToPath } from 'node:url';

import { adminShellApp } from './admin/app.ts';
import { adminApiApp } from './admin-api/app.ts';
import { ConfigurationError } from './app-configuration.ts';
import { authApp } from './auth/app.ts';
import { controlApp } from './control/app.ts';
import { createWorld } from './create-world.ts';
import { type Door, listen, PortFailure, portProblem } from './listen.ts';
import { mailboxApp } from './mailbox/app.ts';
import { startSmtp } from './mailbox/smtp.ts';
import { OptionsError, readOptions } from './options.ts';
import { StorageFailure } from './store/database.ts';
import { storefrontApp } from './storefront/app.ts';
import type { World } from './world.ts';

/** Something that answers requests below some paths. */
interface Surface {
  readonly paths: readonly string[];
  fetch(request: Request): Response | Promise<Response>;
}

/** Sends a request to the first surface that has its path; each surface is an application of its own. */
function dispatch(surfaces: readonly Surface[]): Door['answer'] {
  return (request) => {
    const { pathname } = new URL(request.url);
    const surface = surfaces.find(({ paths }) =>
      paths.some((path) => pathname === path || pathname.startsWith(`${path}/`) || path === '/'),
    );
    return surface?.fetch(request) ?? new Response('Not found', { status: 404 });
  };
}

function doorsOf(world: World): Door[] {
  const { shopOrigin, adminOrigin, mailOrigin } = world.options;
  const auth = authApp(world);
  const adminApi = adminApiApp(world);
  const storefront = storefrontApp(world);
  const control = controlApp(world);
  const shell = adminShellApp(world);
  const mailbox = mailboxApp(world);
  return [
    {
      name: 'the shop',
      origin: shopOrigin,
      variable: 'SANDBOX_SHOP_ORIGIN',
      answer: dispatch([
        { paths: ['/admin/oauth'], fetch: (request) => auth.fetch(request) },
        { paths: ['/admin/api'], fetch: (request) => adminApi.fetch(request) },
        { paths: ['/'], fetch: (request) => storefront.fetch(request) },
      ]),
    },
    {
      name: 'the admin',
      origin: adminOrigin,
      variable: 'SANDBOX_ADMIN_ORIGIN',
      answer: dispatch([
        { paths: ['/_sandbox'], fetch: (request) => control.fetch(request) },
        { paths: ['/'], fetch: (request) => shell.fetch(request) },
      ]),
    },
    {
      name: 'the mailbox',
      origin: mailOrigin,
      variable: 'SANDBOX_MAIL_ORIGIN',
      answer: (request) => mailbox.fetch(request),
    },
  ];
}

async function startMailServer(world: World): Promise<{ close(): Promise<unknown> }> {
  try {
    return await startSmtp(world);
  } catch (error) {
    const { smtpPort } = world.options;
    throw portProblem('mail', smtpPort, 'SANDBOX_SMTP_PORT', error as NodeJS.ErrnoException);
  }
}

function isExpected(error: unknown): error is Error {
  const expected = [PortFailure, OptionsError, StorageFailure, ConfigurationError];
  return expected.some((kind) => error instanceof kind);
}

/** Ends the process: with a sentence for what a person can mend, with the whole error for a bug. */
function fail(error: unknown): never {
  console.error(isExpected(error) ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const projectFolder = fileURLToPath(new URL('..', import.meta.url));
  const options = readOptions(process.env, projectFolder);
  const world = await createWorld(options, fail);
  const open: { close(): Promise<unknown> }[] = [world];
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // The world last: what still comes in is answered from it.
    for (const part of open.toReversed()) await part.close();
    process.exit(0);
  };
  // Registered first: a signal that comes while the doors open must not leave the state half written.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().catch(fail));
  }
  for (const door of doorsOf(world)) open.push(await listen(door));
  open.push(await startMailServer(world));
  console.log(
    `Sandbox ready. Shop ${options.shopOrigin}, admin ${options.adminOrigin}, ` +
      `mailbox ${options.mailOrigin}, mail on port ${options.smtpPort}.`,
  );
}

await start().catch(fail);
