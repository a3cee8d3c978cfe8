import type { ActionFunctionArgs } from '@remix-run/node';

import { receiveImport } from '#app/usecases/adjusting/receive-import.server.ts';

import { enterAdmin } from './enter.server.ts';

/** Takes a file in that is sent as it is, with its name in the address. Answers with the id under which it is checked. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const { body, url } = args.request;
  if (!body) return new Response(null, { status: 400 });
  const fileName = new URL(url).searchParams.get('name') ?? '';
  const received = await receiveImport(services, shop.id, {
    fileName,
    staffUserId,
    bytes: piecesOf(body),
  });
  if (received.kind === 'too_large') return new Response(null, { status: 413 });
  return Response.json({ id: received.id });
}

/** The types of the browser's streams, which Remix speaks, do not say that they can be walked through. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
