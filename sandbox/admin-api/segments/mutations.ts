import { toTime } from '../../clock.ts';
import { noteSegmentChange } from '../../commands/segments.ts';
import { segmentTerms } from '../../segments/find-members.ts';
import { parseSegmentQuery } from '../../segments/parse-query.ts';
import { SegmentQueryProblem, UnknownToSandbox } from '../../segments/tokens.ts';
import type { Segment } from '../../store/segment-types.ts';
import type { World } from '../../world.ts';
import type { FieldResolver } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { parseGid, toGid } from '../gid.ts';

interface UserError {
  readonly field: string[];
  readonly message: string;
}

/**
 * What is wrong with a query; nothing for one that can be answered.
 * @throws GraphQLError for what the sandbox does not know of the language
 */
export function queryProblem(world: World, query: string): string | null {
  try {
    parseSegmentQuery(query, segmentTerms(world, world.options.projectFolder));
    return null;
  } catch (error) {
    if (error instanceof SegmentQueryProblem) return error.message;
    if (error instanceof UnknownToSandbox) throw notImplemented(error.message);
    throw error;
  }
}

function problemsOf(world: World, segment: Segment): UserError[] {
  const { id, name, query } = segment;
  const problems: UserError[] = [];
  if (name.trim() === '') problems.push({ field: ['name'], message: "Name can't be blank" });
  if (world.segments.all().some((other) => other.id !== id && other.name === name)) {
    problems.push({ field: ['name'], message: 'Name has already been taken' });
  }
  if (query.trim() === '')
    return [...problems, { field: ['query'], message: "Query can't be blank" }];
  const message = queryProblem(world, query);
  return message === null ? problems : [...problems, { field: ['query'], message }];
}

function save(world: World, segment: Segment) {
  const userErrors = problemsOf(world, segment);
  if (userErrors.length > 0) return { segment: null, userErrors };
  world.segments.put(segment);
  noteSegmentChange(world);
  return { segment, userErrors };
}

function find(world: World, gid: unknown): Segment | undefined {
  const parsed = parseGid(String(gid));
  return parsed?.type === 'Segment' ? world.segments.get(parsed.id) : undefined;
}

const MISSING: UserError = { field: ['id'], message: 'Segment does not exist' };

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/segmentCreate and its sisters */
export const segmentMutations: Record<string, FieldResolver<unknown>> = {
  segmentCreate: (_root, { name, query }, { world }) => {
    const time = toTime(world.clock.now());
    const texts = { name: String(name), query: String(query) };
    return save(world, { id: world.newId(), ...texts, createdAt: time, editedAt: time });
  },
  segmentUpdate: (_root, { id, name, query }, { world }) => {
    const before = find(world, id);
    if (!before) return { segment: null, userErrors: [MISSING] };
    return save(world, {
      ...before,
      ...(typeof name === 'string' && { name }),
      ...(typeof query === 'string' && { query }),
      editedAt: toTime(world.clock.now()),
    });
  },
  segmentDelete: (_root, { id }, { world }) => {
    const segment = find(world, id);
    if (!segment) return { deletedSegmentId: null, userErrors: [MISSING] };
    world.segments.delete(segment.id);
    world.segmentMembers.delete(segment.id);
    return { deletedSegmentId: toGid('Segment', segment.id), userErrors: [] };
  },
};
