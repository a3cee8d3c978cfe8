import { z } from 'zod';

import { readAppConfiguration } from '../../app-configuration.ts';
import type { Metafield } from '../../store/app-types.ts';
import { requireMetafieldAccess } from '../access.ts';
import type { Arguments, RequestContext } from '../context.ts';
import { inputTooLarge, notImplemented } from '../errors.ts';
import { parseGid } from '../gid.ts';
import { resolveNamespace } from './metafield.ts';
import { type Complaint, complaintsOf } from './metafield-complaints.ts';

/** "Allows a maximum of 25 metafields to be set at a time." */
const METAFIELDS_MAX = 25;
const INPUT_MAX = 250;

const Input = z.object({
  ownerId: z.string(),
  namespace: z.string().nullish(),
  key: z.string(),
  type: z.string().nullish(),
  value: z.string(),
  compareDigest: z.string().nullish(),
});
type Input = z.infer<typeof Input>;

interface UserError {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
  readonly elementIndex: number | null;
}

/**
 * `metafieldsSet`: all are set, or none. The app may write its own namespace and those that nobody has reserved.
 * https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/metafieldsSet
 */
export function metafieldsSet(context: RequestContext, arguments_: Arguments) {
  const inputs = z.array(Input).parse(arguments_['metafields']);
  if (inputs.length > INPUT_MAX) throw inputTooLarge(inputs.length);
  if (inputs.length > METAFIELDS_MAX) {
    return refused([
      {
        field: ['metafields'],
        message: `Exceeded the maximum metafields input limit of ${METAFIELDS_MAX}.`,
        code: 'LESS_THAN_OR_EQUAL_TO',
        elementIndex: null,
      },
    ]);
  }
  for (const { ownerId } of inputs) requireOwnerAccess(context, ownerId);

  const judged = inputs.map((input) => judge(context, input));
  const userErrors = judged.flatMap(({ complaints }, index) =>
    complaints.map(({ field, message, code }) => ({
      field: ['metafields', String(index), field],
      message,
      code,
      elementIndex: null,
    })),
  );
  if (userErrors.length > 0) return refused(userErrors);
  const metafields = judged.map(({ metafield }) => metafield);
  for (const metafield of metafields) context.world.metafields.put(metafield);
  return { metafields, userErrors };
}

function refused(userErrors: UserError[]) {
  return { metafields: null, userErrors };
}

function requireOwnerAccess({ scopes }: RequestContext, ownerId: string): void {
  const type = parseGid(ownerId)?.type;
  if (type && !requireMetafieldAccess(scopes, type)) {
    throw notImplemented(`metafields of ${type}`);
  }
}

/** The metafield that an input asks for, and what is wrong with it. */
function judge(
  context: RequestContext,
  input: Input,
): { metafield: Metafield; complaints: Complaint[] } {
  const namespace = resolveNamespace(input.namespace, context);
  const existing = context.world.metafields.get(input.ownerId, namespace, input.key);
  const type = input.type ?? existing?.type ?? definedType(context, input, namespace);
  const metafield = {
    ownerId: input.ownerId,
    namespace,
    key: input.key,
    type: type ?? '',
    value: input.value,
    updatedAt: context.world.clock.now().toISOString(),
  };
  const { compareDigest } = input;
  return { metafield, complaints: complaintsOf(context, metafield, { existing, compareDigest }) };
}

/** The type that `shopify.app.toml` declares for a customer metafield of the app's own namespace. */
function definedType(
  { world }: RequestContext,
  input: Input,
  namespace: string,
): string | undefined {
  const own = namespace === world.metafields.appNamespace;
  if (!own || parseGid(input.ownerId)?.type !== 'Customer') return undefined;
  return readAppConfiguration(world.options.projectFolder).customerMetafieldTypes[input.key];
}
