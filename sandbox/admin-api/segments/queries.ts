import { findMembers, isMember, segmentTerms } from '../../segments/find-members.ts';
import type { Segment } from '../../store/segment-types.ts';
import type { Customer } from '../../store/customer-types.ts';
import type { World } from '../../world.ts';
import { refuseArguments, toConnection } from '../connection.ts';
import { type Arguments, type FieldResolver, fieldsOf } from '../context.ts';
import { badRequest, inputTooLarge, invalidId, notImplemented } from '../errors.ts';
import { parseGid, toGid } from '../gid.ts';
import { customerFields } from '../resolvers/customer.ts';
import { toFilter } from '../search.ts';
import { queryProblem } from './mutations.ts';

/** "You can query a maximum of 250 segments." */
const SEGMENTS_MAX = 250;

const SORT_VALUES: Readonly<Record<string, (segment: Segment) => string>> = {
  ID: ({ id }) => id.padStart(20, '0'),
  CREATION_DATE: ({ createdAt }) => createdAt,
  LAST_EDIT_DATE: ({ editedAt }) => editedAt,
};

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Segment */
export const segmentFields = fieldsOf<Segment>({
  id: ({ id }) => toGid('Segment', id),
  name: ({ name }) => name,
  query: ({ query }) => query,
  creationDate: ({ createdAt }) => createdAt,
  lastEditDate: ({ editedAt }) => editedAt,
});

const MEMBER_FIELDS = [
  'firstName',
  'lastName',
  'displayName',
  'defaultEmailAddress',
  'defaultPhoneNumber',
  'note',
  'amountSpent',
  'numberOfOrders',
  'metafield',
  'metafields',
] as const;

/** A member tells the same of itself as the customer that it is, under an id of its own. */
export const segmentMemberFields = {
  ...fieldsOf<Customer>({ id: ({ id }) => toGid('CustomerSegmentMember', id) }),
  ...Object.fromEntries(
    MEMBER_FIELDS.flatMap((name) => {
      const field = customerFields[name];
      return field ? [[name, field]] : [];
    }),
  ),
};

function toSegmentConnection(world: World, arguments_: Arguments) {
  const sortKey = String(arguments_['sortKey']);
  const valueOf = SORT_VALUES[sortKey];
  if (!valueOf) throw notImplemented(`sorting QueryRoot.segments by ${sortKey}`);
  const matches = toFilter<Segment>('QueryRoot.segments', arguments_['query'], {
    id: { kind: 'id', of: ({ id }) => id },
    name: { kind: 'word', of: ({ name }) => [name] },
  });
  return toConnection(world.segments.all().filter(matches), arguments_, {
    idOf: ({ id }) => id,
    valueOf,
  });
}

/** The members of a segment, as was found out last, or whom a query finds now. */
function membersOf(world: World, { segmentId, query }: Arguments): readonly string[] {
  if (Boolean(segmentId) === Boolean(query)) {
    throw badRequest('Exactly one of segmentId and query has to be given.');
  }
  if (typeof query === 'string') {
    const problem = queryProblem(world, query);
    if (problem !== null) throw badRequest(problem);
    return findMembers(world, query, segmentTerms(world, world.options.projectFolder));
  }
  const parsed = parseGid(String(segmentId));
  if (parsed?.type !== 'Segment' || !world.segments.get(parsed.id)) {
    throw invalidId(String(segmentId));
  }
  return world.segmentMembers.get(parsed.id)?.customerIds ?? [];
}

function toMemberConnection(world: World, arguments_: Arguments) {
  refuseArguments('QueryRoot.customerSegmentMembers', arguments_, [
    'queryId',
    'sortKey',
    'timezone',
  ]);
  const members = membersOf(world, arguments_).flatMap((id) => world.customers.get(id) ?? []);
  const page = toConnection(members, arguments_, {
    idOf: ({ id }) => id,
    valueOf: ({ id }) => id.padStart(20, '0'),
  });
  return { ...page, totalCount: members.length };
}

function membershipsOf(world: World, { customerId, segmentIds }: Arguments) {
  const ids = segmentIds as readonly string[];
  if (ids.length > SEGMENTS_MAX) throw inputTooLarge(ids.length);
  const customer = parseGid(String(customerId));
  if (customer?.type !== 'Customer') throw invalidId(String(customerId));
  const memberships = ids.map((segmentId) => {
    const segment = parseGid(segmentId);
    if (segment?.type !== 'Segment') throw invalidId(segmentId);
    return { segmentId, isMember: isMember(world, segment.id, customer.id) };
  });
  return { memberships };
}

/** Queries of segments: https://shopify.dev/docs/api/admin-graphql/2026-10/objects/QueryRoot */
export const segmentQueries: Record<string, FieldResolver<unknown>> = {
  segment: (_root, { id }, { world }) => {
    const parsed = parseGid(String(id));
    if (parsed?.type !== 'Segment') throw invalidId(String(id));
    return world.segments.get(parsed.id) ?? null;
  },
  segments: (_root, arguments_, { world }) => toSegmentConnection(world, arguments_),
  segmentsCount: (_root, _arguments, { world }) => ({
    count: world.segments.size,
    precision: 'EXACT',
  }),
  customerSegmentMembers: (_root, arguments_, { world }) => toMemberConnection(world, arguments_),
  customerSegmentMembership: (_root, arguments_, { world }) => membershipsOf(world, arguments_),
};
