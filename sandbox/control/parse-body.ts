import type { Context } from 'hono';
import { z } from 'zod';

/** A request whose body is not what the endpoint takes. */
export class BadBody extends Error {
  override name = 'BadBody';
}

/**
 * Reads a request's JSON; no body is an empty object.
 * @throws BadBody saying what does not fit
 */
export async function parseBody<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const text = await context.req.text();
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new BadBody('The body is not JSON.');
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new BadBody(z.prettifyError(parsed.error));
  return parsed.data;
}
