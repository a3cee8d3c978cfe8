import type { CustomerId, ProductId } from '../ids.ts';
import type { OrderFact } from './order-fact.ts';
import { NO_TRAITS, type OrderTraits, type ProductTraits } from './order-traits.ts';
import type { LineScope, MemberConditions, ProductScope } from '../program/parts.ts';
import type { Program } from '../program/program.ts';

/** What of an order, besides its own state, a program needs to know to judge it. */
export interface AskedTraits {
  /** Which of the buyer's tags, in small letters; none where tags mean nothing. */
  readonly customerTags: ReadonlySet<string>;
  readonly products: boolean;
  readonly subscriptions: boolean;
}

const askedBy = new WeakMap<Program, AskedTraits>();

/** What a program asks of the orders that it judges. */
export function traitsAskedBy(program: Program): AskedTraits {
  const known = askedBy.get(program);
  if (known) return known;
  const { order, bonuses, challenges } = program.earning;
  const conditions = [...bonuses, ...challenges].map((rule) => rule.conditions);
  const asked: AskedTraits = {
    customerTags: tagsIn([order.members, ...conditions.map(({ members }) => members)]),
    products: [
      order.lines,
      ...bonuses.map(({ lines }) => lines),
      ...challenges.flatMap(({ goal }) => scopesOf(goal)),
    ].some(asksOfProducts),
    subscriptions: conditions.some(({ subscriptions }) => subscriptions !== 'all'),
  };
  askedBy.set(program, asked);
  return asked;
}

/** Whether a program can judge an order by its own state alone. */
export function asksNothing({ customerTags, products, subscriptions }: AskedTraits): boolean {
  return customerTags.size === 0 && !products && !subscriptions;
}

function tagsIn(conditions: readonly MemberConditions[]): ReadonlySet<string> {
  return new Set(conditions.flatMap(({ tags }) => [...tags.any, ...tags.none]).map(spelled));
}

type Goal = Program['earning']['challenges'][number]['goal'];

function scopesOf(goal: Goal): (LineScope | ProductScope)[] {
  if (goal.kind === 'items') return [goal.lines];
  return goal.kind === 'variety' ? goal.groups : [];
}

/** A line says of itself which product it is. */
function asksOfProducts(scope: LineScope | ProductScope): boolean {
  if (scope === 'all') return false;
  if ('only' in scope) return asksOfProducts(scope.only);
  if ('except' in scope) return asksOfProducts(scope.except);
  const { collections, vendors, types, tags } = scope;
  return collections.length + vendors.length + types.length + tags.length > 0;
}

/** "Tags are not case sensitive": https://help.shopify.com/en/manual/shopify-flow/reference/actions/add-customer-tags */
function spelled(tag: string): string {
  return tag.trim().toLowerCase();
}

/** What is asked of an order and not recorded with it. */
export interface LackingTraits {
  readonly customerId: CustomerId | null;
  readonly productIds: readonly ProductId[];
  readonly subscriptions: boolean;
}

/** What is to be found out of an order; null where nothing is. */
export function lackingTraits(
  asked: AskedTraits,
  fact: Pick<OrderFact, 'customerId' | 'lines'>,
  recorded: OrderTraits | null,
): LackingTraits | null {
  const { products, subscriptionLines, ...tags } = recorded ?? NO_TRAITS;
  const lacking: LackingTraits = {
    customerId: [...asked.customerTags].every((tag) => isKnown(tags, tag)) ? null : fact.customerId,
    productIds: asked.products ? productsOf(fact).filter((id) => products[id] === undefined) : [],
    subscriptions: asked.subscriptions && subscriptionLines === null,
  };
  const isNothing = lacking.customerId === null && lacking.productIds.length === 0;
  return isNothing && !lacking.subscriptions ? null : lacking;
}

type RecordedTags = Pick<OrderTraits, 'customerTags' | 'tagsAsked'>;

/** Whether it is known if the buyer had a tag. */
function isKnown({ customerTags, tagsAsked }: RecordedTags, tag: string): boolean {
  return customerTags !== null && (tagsAsked?.includes(tag) ?? true);
}

/** Tags that are recorded, and those that were told of besides: of what was asked before, what is recorded stays. */
function joinTags(recorded: RecordedTags, told: RecordedTags): RecordedTags {
  if (recorded.customerTags === null) return tagsOf(told);
  const news = told.customerTags?.filter((tag) => !isKnown(recorded, spelled(tag))) ?? [];
  const tagsAsked = recorded.tagsAsked && [
    ...new Set([...recorded.tagsAsked, ...(told.tagsAsked ?? [])]),
  ];
  return tagsOf({ customerTags: [...recorded.customerTags, ...news], tagsAsked });
}

function tagsOf({ customerTags, tagsAsked }: RecordedTags): RecordedTags {
  return { customerTags, ...(tagsAsked && { tagsAsked: tagsAsked.toSorted() }) };
}

function productsOf({ lines }: Pick<OrderFact, 'lines'>): ProductId[] {
  return [...new Set(lines.flatMap(({ productId }) => productId ?? []))];
}

/** What is recorded with an order, and what was told besides: what is recorded stays. */
export function joinTraits(
  recorded: OrderTraits | null,
  told: OrderTraits | undefined,
): OrderTraits | null {
  if (!recorded || !told) return recorded ?? told ?? null;
  return {
    ...joinTags(recorded, told),
    products: { ...told.products, ...recorded.products },
    subscriptionLines: recorded.subscriptionLines ?? told.subscriptionLines,
  };
}

/** What was found out of orders' products, buyers and subscriptions. */
export interface FoundTraits {
  readonly products: ReadonlyMap<ProductId, ProductTraits>;
  readonly customerTags: ReadonlyMap<CustomerId, readonly string[]>;
  readonly subscriptionLines: OrderTraits['subscriptionLines'];
}

/**
 * What is recorded with an order, with what was found out of it. What is recorded stays; of the buyer's tags only those
 * are kept of which the program speaks.
 */
export function withFound(
  recorded: OrderTraits | null,
  asked: AskedTraits,
  fact: Pick<OrderFact, 'customerId' | 'lines'>,
  found: FoundTraits,
): OrderTraits | null {
  const lacking = lackingTraits(asked, fact, recorded);
  if (!lacking) return recorded;
  const before = recorded ?? NO_TRAITS;
  const tags = lacking.customerId === null ? undefined : found.customerTags.get(lacking.customerId);
  const told = tags && {
    customerTags: tags.filter((tag) => asked.customerTags.has(spelled(tag))),
    tagsAsked: [...asked.customerTags],
  };
  return {
    ...(told ? joinTags(before, told) : tagsOf(before)),
    products: {
      ...before.products,
      ...Object.fromEntries(
        lacking.productIds.flatMap((id) => {
          const product = found.products.get(id);
          return product ? [[id, product]] : [];
        }),
      ),
    },
    subscriptionLines: lacking.subscriptions ? found.subscriptionLines : before.subscriptionLines,
  };
}
