import type { Discount } from '../../store/discount-types.ts';
import type { World } from '../../world.ts';
import type { Arguments, FieldResolver, RequestContext } from '../context.ts';
import { parseGid, toGid } from '../gid.ts';
import {
  callError,
  type Complaints,
  type DiscountUserError,
  openComplaints,
} from './complaints.ts';
import { readDraft } from './draft.ts';
import { type DiscountInput, readDiscountInput } from './input.ts';
import { readBasicOffer, readBxgyOffer, readFreeShippingOffer } from './read-offer.ts';
import { createCodeDiscount, saveAutomaticDiscount, updateCodeDiscount } from './save.ts';

const NODE_FIELDS = { code: 'codeDiscountNode', automatic: 'automaticDiscountNode' } as const;
const NODE_TYPES = { code: 'DiscountCodeNode', automatic: 'DiscountAutomaticNode' } as const;

type Method = Discount['method'];
type OfferReader = (
  world: World,
  input: DiscountInput,
  before: Discount | null,
  complaints: Complaints,
) => Discount['offer'] | null;

const readBasic: OfferReader = (world, input, before, complaints) =>
  readBasicOffer(world, input, before?.offer ?? null, complaints);

const readShipping: OfferReader = (_world, input, before) =>
  readFreeShippingOffer(input, before?.offer ?? null);

function payload(method: Method, node: Discount | null, userErrors: readonly DiscountUserError[]) {
  return { [NODE_FIELDS[method]]: node, userErrors };
}

function missing(): DiscountUserError {
  return callError('id', 'Discount does not exist', null);
}

/** The discount of a mutation's `id`. */
export function findDiscount(world: World, gid: unknown, method: Method): Discount | undefined {
  const parsed = parseGid(String(gid));
  if (parsed?.type !== NODE_TYPES[method]) return undefined;
  const found = world.discounts.get(parsed.id);
  return found?.method === method ? found : undefined;
}

/** A mutation that creates a discount with a code. */
function creation(argument: string, readOffer: OfferReader): FieldResolver<unknown> {
  return (_root, arguments_, { world }) => {
    const input = readDiscountInput(arguments_[argument]);
    const complaints = openComplaints(argument);
    const offer = readOffer(world, input, null, complaints);
    const found = { offer, forAllUnlessTold: false };
    const draft = readDraft(world, input, null, found, complaints);
    const discount = createCodeDiscount(world, draft, input.code ?? '', complaints);
    return payload('code', discount, complaints.all);
  };
}

/** A mutation that changes a discount with codes, of one kind. */
function update(
  kind: Discount['offer']['kind'],
  argument: string,
  readOffer: OfferReader,
): FieldResolver<unknown> {
  return (_root, arguments_, { world }) => {
    const before = findDiscount(world, arguments_['id'], 'code');
    if (before?.offer.kind !== kind) return payload('code', null, [missing()]);
    const input = readDiscountInput(arguments_[argument]);
    const complaints = openComplaints(argument);
    const offer = readOffer(world, input, before, complaints);
    const found = { offer, forAllUnlessTold: false };
    const draft = readDraft(world, input, before, found, complaints);
    const discount = updateCodeDiscount(world, before, draft, input.code ?? null, complaints);
    return payload('code', discount, complaints.all);
  };
}

function saveAutomatic(world: World, argument: unknown, before: Discount | null) {
  const input = readDiscountInput(argument);
  const complaints = openComplaints('automaticBasicDiscount');
  const offer = readBasic(world, input, before, complaints);
  const draft = readDraft(world, input, before, { offer, forAllUnlessTold: true }, complaints);
  return payload(
    'automatic',
    saveAutomaticDiscount(world, draft, before, complaints),
    complaints.all,
  );
}

function updateAutomatic({ world }: RequestContext, arguments_: Arguments) {
  const before = findDiscount(world, arguments_['id'], 'automatic');
  if (!before) return payload('automatic', null, [missing()]);
  return saveAutomatic(world, arguments_['automaticBasicDiscount'], before);
}

/** Changes the time in which a discount is active. */
function switching(method: Method, to: 'on' | 'off'): FieldResolver<unknown> {
  return (_root, { id }, { world }) => {
    const before = findDiscount(world, id, method);
    if (!before) return payload(method, null, [missing()]);
    return payload(method, world.commands.switchDiscount(before.id, to), []);
  };
}

function deletion(method: Method, field: string): FieldResolver<unknown> {
  return (_root, { id }, { world }) => {
    const discount = findDiscount(world, id, method);
    if (!discount) return { [field]: null, userErrors: [missing()] };
    world.commands.deleteDiscount(discount.id);
    return { [field]: toGid(NODE_TYPES[method], discount.id), userErrors: [] };
  };
}

/**
 * Mutations of native discounts, each as the description of its name in the Admin API's schema says:
 * https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Mutation
 */
export const discountMutations: Record<string, FieldResolver<unknown>> = {
  discountCodeBasicCreate: creation('basicCodeDiscount', readBasic),
  discountCodeBasicUpdate: update('basic', 'basicCodeDiscount', readBasic),
  discountCodeFreeShippingCreate: creation('freeShippingCodeDiscount', readShipping),
  discountCodeFreeShippingUpdate: update('free_shipping', 'freeShippingCodeDiscount', readShipping),
  discountCodeBxgyCreate: creation('bxgyCodeDiscount', (world, input, _before, complaints) =>
    readBxgyOffer(world, input, complaints),
  ),
  discountCodeActivate: switching('code', 'on'),
  discountCodeDeactivate: switching('code', 'off'),
  discountCodeDelete: deletion('code', 'deletedCodeDiscountId'),
  discountAutomaticBasicCreate: (_root, arguments_, { world }) =>
    saveAutomatic(world, arguments_['automaticBasicDiscount'], null),
  discountAutomaticBasicUpdate: (_root, arguments_, context) =>
    updateAutomatic(context, arguments_),
  discountAutomaticDeactivate: switching('automatic', 'off'),
  discountAutomaticDelete: deletion('automatic', 'deletedAutomaticDiscountId'),
};
