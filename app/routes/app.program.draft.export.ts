import type { LoaderFunctionArgs } from '@remix-run/node';

import { exportProgram } from '#app/usecases/programs/export-program.server.ts';

import { enterAdmin } from './enter.server.ts';
import { programDownload } from './program-file.server.ts';

/** The draft as a file. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { shop, services } = await enterAdmin(args);
  return programDownload(await exportProgram(services, shop, 'draft'));
}
