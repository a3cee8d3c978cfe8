import { z } from 'zod';

import { RefusedByShop } from '../../commands/command-types.ts';
import type { Arguments, RequestContext } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { parseGid } from '../gid.ts';

const Input = z.object({
  id: z.string().nullish(),
  firstName: z.string().nullable().optional(),
  lastName: z.string().nullable().optional(),
  email: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
  note: z.string().nullable().optional(),
  tags: z.array(z.string()).optional(),
  locale: z.string().optional(),
});

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/customerUpdate */
export function customerUpdate({ world }: RequestContext, arguments_: Arguments) {
  const given = Object.keys(arguments_['input'] as object);
  const unknown = given.find((name) => !(name in Input.shape));
  if (unknown) throw notImplemented(`CustomerInput.${unknown}`);
  const { id: gid, ...change } = Input.parse(arguments_['input']);

  const found = parseGid(gid ?? '');
  if (found?.type !== 'Customer' || !world.customers.get(found.id)) {
    return refused(['id'], 'Customer does not exist');
  }
  try {
    return {
      customer: world.commands.updateCustomer(found.id, withoutGaps(change)),
      userErrors: [],
    };
  } catch (error) {
    if (!(error instanceof RefusedByShop)) throw error;
    return refused(null, error.message);
  }
}

function refused(field: string[] | null, message: string) {
  return { customer: null, userErrors: [{ field, message }] };
}

/** What was not given is left as it is; a key with undefined would say otherwise. */
function withoutGaps<Change extends object>(change: Change) {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Change]?: Exclude<Change[Key], undefined>;
  };
}
