import type { Metafield } from '../../store/app-types.ts';
import type { RequestContext } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { findNode } from '../find.ts';
import { digestOf } from './metafield.ts';
import { isKnownType, isTooLong, problemWithValue } from './metafield-value.ts';

/** What is wrong with one metafield of `metafieldsSet`; `code` is one of `MetafieldsSetUserErrorCode`. */
export interface Complaint {
  readonly field: string;
  readonly message: string;
  readonly code: string;
}

/** What the shop has already, and what the app believes it has. */
interface Before {
  readonly existing: Metafield | undefined;
  /** Null says that there must be none yet; undefined says nothing. */
  readonly compareDigest: string | null | undefined;
}

/**
 * Judges a metafield that is to be set, by the descriptions of `MetafieldsSetInput` and its error codes.
 * @returns nothing when it may be set
 */
export function complaintsOf(
  context: RequestContext,
  metafield: Metafield,
  before: Before,
): Complaint[] {
  const complaints = [
    complainOfOwner(context, metafield),
    complainOfName(context, metafield),
    complainOfType(metafield, before.existing),
    complainOfDigest(before),
  ].filter((complaint) => complaint !== undefined);
  if (complaints.length > 0) return complaints;
  // Only of a known type can it be told whether the value is one.
  const complaint = complainOfValue(metafield);
  return complaint ? [complaint] : [];
}

function complainOfOwner(context: RequestContext, { ownerId }: Metafield): Complaint | undefined {
  if (findNode(context, ownerId)) return undefined;
  return { field: 'ownerId', message: 'Owner does not exist.', code: 'INVALID' };
}

function complainOfName({ world }: RequestContext, metafield: Metafield): Complaint | undefined {
  const { namespace, key } = metafield;
  const { appNamespace } = world.metafields;
  if (
    namespace.startsWith('app--') &&
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

function complainOfType(
  metafield: Metafield,
  existing: Metafield | undefined,
): Complaint | undefined {
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

function complainOfDigest({ existing, compareDigest }: Before): Complaint | undefined {
  if (compareDigest === undefined) return undefined;
  if (compareDigest === (existing ? digestOf(existing) : null)) return undefined;
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
