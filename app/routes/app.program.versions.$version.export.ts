import type { LoaderFunctionArgs } from '@remix-run/node';

import { exportProgram } from '#app/usecases/programs/export-program.server.ts';

import { enterAdmin } from './enter.server.ts';
import { programDownload } from './program-file.server.ts';
import { versionOf } from './version-number.server.ts';

/** A version of the program as a file. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { shop, services } = await enterAdmin(args);
  const version = versionOf(args.params);
  return programDownload(version === null ? null : await exportProgram(services, shop, version));
}
