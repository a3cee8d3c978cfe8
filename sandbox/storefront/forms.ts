import type { Context } from 'hono';

/** A posted form: its text fields by name. Files are left out, no form of the shop has any. */
export type FormFields = Readonly<Record<string, string>>;

/** Reads a posted form; of a field that comes twice the last counts. */
export async function readForm(context: Context): Promise<FormFields> {
  const body = await context.req.parseBody();
  const texts = Object.entries(body).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}
