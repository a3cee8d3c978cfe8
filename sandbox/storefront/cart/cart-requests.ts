import { z } from 'zod';

/** What can be asked of a cart, as JSON or as a form: https://shopify.dev/docs/api/ajax/reference/cart */

const Id = z.union([z.string().regex(/^\d+(:\w+)?$/), z.number().int().transform(String)]);
const Quantity = z.coerce.number().int().min(0).max(1_000_000);
const Text = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((value) => {
  return value === null ? '' : String(value).slice(0, 5_000);
});
const Texts = z.record(z.string().max(255), Text).default({});

const Item = z.object({ id: Id, quantity: Quantity.min(1).default(1), properties: Texts });

export interface AddRequest {
  readonly items: { variantId: string; quantity: number; properties: Record<string, string> }[];
  readonly attributes: Record<string, string>;
  /** One item, not a list of them: the answer is a line then. */
  readonly single: boolean;
}

/** Reads what is asked for from JSON, a form or a link; `properties[x]` and the like become objects, repeated `updates[]` lists. */
async function readBody(request: Request): Promise<unknown> {
  if (request.method === 'GET') return Object.fromEntries(new URL(request.url).searchParams);
  if (request.headers.get('content-type')?.includes('application/json')) {
    return request.json().catch(() => undefined);
  }
  const form = await request.formData().catch(() => undefined);
  return form && nest(form);
}

function nest(form: FormData): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const [, outer, inner] = /^(\w+)\[([^\]]*)\]$/.exec(name) ?? [];
    if (typeof value !== 'string') continue;
    if (outer === undefined || inner === undefined) result[name] = value;
    else if (inner === '') result[outer] = [...asList(result[outer]), value];
    else result[outer] = { ...asRecord(result[outer]), [inner]: value };
  }
  return result;
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function asRecord(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** @returns undefined when the request names nothing to add */
export async function readAddRequest(request: Request): Promise<AddRequest | undefined> {
  const body = await readBody(request);
  const List = z.object({ items: z.array(Item).min(1).max(250), attributes: Texts });
  const list = List.safeParse(body);
  const single = Item.extend({ attributes: Texts }).safeParse(body);
  if (!list.success && !single.success) return undefined;
  const items = list.success ? list.data.items : single.success ? [single.data] : [];
  const attributes = list.data?.attributes ?? single.data?.attributes ?? {};
  return {
    items: items.map(({ id, quantity, properties }) => ({ variantId: id, quantity, properties })),
    attributes,
    single: !list.success,
  };
}

const ChangeRequest = z.union([
  z.object({ id: Id, quantity: Quantity }),
  z.object({ line: z.coerce.number().int().min(1), quantity: Quantity }),
]);

/** @returns undefined when the request names no line or no quantity */
export async function readChangeRequest(
  request: Request,
): Promise<z.infer<typeof ChangeRequest> | undefined> {
  return ChangeRequest.safeParse(await readBody(request)).data;
}

const UpdateRequest = z.object({
  updates: z.union([z.record(Id, Quantity), z.array(Quantity)]).optional(),
  note: Text.optional(),
  attributes: Texts,
  discount: z.string().max(2_000).optional(),
  /** The button of the cart page's form that goes on to the checkout. */
  checkout: z.string().optional(),
});

export interface UpdateRequest {
  /** By id of a line or variant, or by place (from one). */
  readonly updates: { id?: string; line?: number; quantity: number }[];
  readonly note: string | undefined;
  readonly attributes: Record<string, string>;
  readonly discount: string | undefined;
  readonly checkout: boolean;
}

/** @returns undefined when the request cannot be read */
export async function readUpdateRequest(request: Request): Promise<UpdateRequest | undefined> {
  const parsed = UpdateRequest.safeParse(await readBody(request));
  if (!parsed.success) return undefined;
  const { updates = [], note, attributes, discount, checkout } = parsed.data;
  return {
    updates: Array.isArray(updates)
      ? updates.map((quantity, index) => ({ line: index + 1, quantity }))
      : Object.entries(updates).map(([id, quantity]) => ({ id, quantity })),
    note,
    attributes,
    discount,
    checkout: checkout !== undefined,
  };
}
