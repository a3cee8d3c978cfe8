import type { ProgramFile } from '#app/usecases/programs/export-program.server.ts';

/** A program as a download; 404 where there is none. Fetched with a session token, never by a plain link. */
export function programDownload(file: ProgramFile | null): Response {
  if (!file) return new Response(null, { status: 404 });
  return new Response(file.text, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file.name}"`,
      'Cache-Control': 'no-store',
    },
  });
}
