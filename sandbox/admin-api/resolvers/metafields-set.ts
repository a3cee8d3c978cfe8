import { z } from 'zod';

import { readAppConfiguration } from '../../app-configuration.ts';
import type { Metafield } from '../../store/types.ts';
import { requireMetafieldAccess } from '../access.ts';
import type { Arguments, RequestContext } from '../context.ts';
import { inputTooLarge, notImplemented } from '../errors.ts';
import { findNode } from '../find.ts';
import { parseGid } from '../gid.ts';
import { digestOf, resolveNamespace } from './metafield.ts';
import { isKnownType, isTooLong, problemWithValue } from './metafield-value.ts';

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

type Complaint = Pick<UserError, 'message' | 'code'> & { readonly field: string };

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
  const complaints = [
    complainOfOwner(context, input),
    complainOfName(context, metafield),
    complainOfType(metafield, existing ?? null),
    complainOfDigest(input, existing ?? null),
  ].filter((complaint) => complaint !== undefined);
  const valueComplaint = complaints.length === 0 ? complainOfValue(metafield) : undefined;
  return { metafield, complaints: valueComplaint ? [valueComplaint] : complaints };
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

function complainOfOwner(context: RequestContext, { ownerId }: Input): Complaint | undefined {
  if (findNode(context, ownerId)) return undefined;
  return { field: 'ownerId', message: 'Owner does not exist.', code: 'INVALID' };
}

function complainOfName({ world }: RequestContext, metafield: Metafield): Complaint | undefined {
  const { namespace, key } = metafield;
  const { appNamespace } = world.metafields;
  if (
    /^app--/.test(namespace) &&
    namespace !== appNamespace &&
    !namespace.startsWith(`${appNamespace}--`)
  ) {
    return {
      field: 'namespace',
      message:
        'Access to this namespace and key on Metafields for this resource type is not allowed.',
      code: 'APP_NOT_AUTHORIZED',
    };
  }
  return complainOfLength('namespace', namespace, 3, 255) ?? complainOfLength('key', key, 2, 64);
}

/** Lengths and characters as the descriptions of `MetafieldsSetInput` state them. */
function complainOfLength(
  field: string,
  text: string,
  least: number,
  most: number,
): Complaint | undefined {
  const name = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  if (text.length < least) {
    return {
      field,
      message: `${name} is too short (minimum is ${least} characters)`,
      code: 'TOO_SHORT',
    };
  }
  if (text.length > most) {
    return {
      field,
      message: `${name} is too long (maximum is ${most} characters)`,
      code: 'TOO_LONG',
    };
  }
  if (/^[\w-]+$/.test(text)) return undefined;
  return { field, message: `${name} contains one or more invalid characters.`, code: 'INVALID' };
}

function complainOfType(metafield: Metafield, existing: Metafield | null): Complaint | undefined {
  const { type } = metafield;
  if (type === '') return { field: 'type', message: "Type can't be blank", code: 'BLANK' };
  if (!isKnownType(type)) throw notImplemented(`metafields of type ${type}`);
  if (!existing || existing.type === type) return undefined;
  return {
    field: 'type',
    message: `Type '${type}' must be consistent with the existing metafield's type: '${existing.type}'.`,
    code: 'INVALID_TYPE',
  };
}

/** `compareDigest: null` says that there must be none yet; not sending it says nothing. */
function complainOfDigest(input: Input, existing: Metafield | null): Complaint | undefined {
  if (input.compareDigest === undefined) return undefined;
  if (input.compareDigest === (existing && digestOf(existing))) return undefined;
  return {
    field: 'compareDigest',
    message:
      'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.',
    code: 'STALE_OBJECT',
  };
}

function complainOfValue({ type, value }: Metafield): Complaint | undefined {
  if (value === '') return { field: 'value', message: "Value can't be blank.", code: 'BLANK' };
  if (isTooLong(type, value)) {
    return { field: 'value', message: 'Value is too long.', code: 'TOO_LONG' };
  }
  const message = problemWithValue(type, value);
  return message ? { field: 'value', message, code: 'INVALID_VALUE' } : undefined;
}
