import { GraphQLError } from 'graphql';

/**
 * Errors as Shopify's GraphQL APIs answer them: a `code` among the extensions, the status is 200 all the same.
 * https://shopify.dev/docs/api/admin-graphql#status_and_error_codes
 */

/** The token lacks a scope that a field needs. */
export function accessDenied(field: string, requiredAccess: string): GraphQLError {
  return new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: 'ACCESS_DENIED',
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess,
    },
  });
}

/** An argument whose value Shopify refuses at execution, not by the type system. */
export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}

/** An id that is no global id, or one of another type than the field looks for. */
export function invalidId(id: string): GraphQLError {
  return new GraphQLError(`Invalid id: ${id}`, { extensions: { code: 'RESOURCE_NOT_FOUND' } });
}

/** What the real API knows and the sandbox does not: said aloud, for an empty answer would look like Shopify's. */
export function notImplemented(what: string): GraphQLError {
  return new GraphQLError(`the sandbox does not implement ${what} yet`, {
    extensions: { code: 'NOT_IMPLEMENTED_BY_SANDBOX' },
  });
}

/** More items in an input array than the 250 of https://shopify.dev/docs/api/usage/limits#input-limits */
export function inputTooLarge(size: number): GraphQLError {
  return new GraphQLError(
    `The input array size of ${size} is greater than the maximum allowed of 250.`,
    { extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } },
  );
}
