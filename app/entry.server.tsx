import { PassThrough } from 'node:stream';

import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';

import { ScriptNonceProvider } from '#app/components/page/script-nonce.ts';

/** How long a page may wait for data that it streams. */
export const streamTimeout = 5_000;

/** Renders a page to a stream that begins as soon as the page's frame is there. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let isShellReady = false;
    const nonce = context.scriptNonce;
    const { pipe, abort } = renderToPipeableStream(
      <ScriptNonceProvider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </ScriptNonceProvider>,
      {
        nonce,
        onShellReady() {
          isShellReady = true;
          const body = new PassThrough();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          // What fails before the shell rejects the promise and is logged by `handleError`.
          if (isShellReady) context.services.logger.error({ err: error }, 'a page broke off');
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000);
  });
}

/** Logs what a loader, an action or a page threw unexpectedly. Thrown responses are answers and do not come here. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  // Remix also reports that no route matches; the request's log line says so already.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  const { pathname } = new URL(request.url);
  context.services.logger.error({ err: error, path: pathname }, 'a page failed');
}
