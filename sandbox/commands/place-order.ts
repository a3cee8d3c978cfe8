import type {
  Minor,
  Order,
  OrderLine,
  Product,
  SandboxShop,
  Transaction,
  Variant,
} from '../store/types.ts';
import { type NewOrder, RefusedByShop } from '../world.ts';
import { type CommandContext, presentTime } from './context.ts';
import { taxOf } from './money.ts';
import { netOfLine, taxOfLine, totalsOf } from './totals.ts';

const PAID_GATEWAY = 'shopify_payments';
/** A manual payment method, "Bank Deposit" in the admin: the order waits until the merchant marks it paid. */
const PENDING_GATEWAY = 'Bank Deposit';

function findVariant(context: CommandContext, id: string): { product: Product; variant: Variant } {
  for (const product of context.products.all()) {
    const variant = product.variants.find((candidate) => candidate.id === id);
    if (variant) return { product, variant };
  }
  throw new RefusedByShop(`There is no product variant with the id ${id}.`);
}

/**
 * A line of a product that the shop sells.
 * @throws RefusedByShop for an unknown variant, a bad quantity or a discount beyond the price
 */
export function toLine(context: CommandContext, wanted: NewOrder['lines'][number]): OrderLine {
  const { product, variant } = findVariant(context, wanted.variantId);
  const shop = context.shop.get();
  const { quantity, discount = 0 } = wanted;
  const title = product.title[shop.primaryLocale] ?? product.handle;
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw new RefusedByShop(`${title}: the quantity must be a whole number of at least 1.`);
  }
  if (!Number.isSafeInteger(discount) || discount < 0 || discount > variant.price * quantity) {
    throw new RefusedByShop(
      `${title}: the discount must lie between nothing and the line's price.`,
    );
  }
  const giftCard = product.giftCard ?? false;
  return {
    id: context.newId(),
    productId: product.id,
    variantId: variant.id,
    title,
    variantTitle: variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    quantity,
    price: variant.price,
    discount,
    // A gift card is a means of payment: the tax falls due when it is spent.
    taxRatePercent: giftCard ? 0 : (product.taxRatePercent ?? shop.taxRatePercent),
    grams: variant.grams,
    giftCard,
  };
}

function shippingFee(shop: SandboxShop, lines: readonly OrderLine[], wanted: NewOrder): Minor {
  const shipped = wanted.sourceName !== 'pos' && lines.some((line) => !line.giftCard);
  const subtotal = lines.reduce((sum, line) => sum + netOfLine(line), 0);
  if (!shipped || subtotal >= shop.freeShippingFrom) return 0;
  const codes = (wanted.discountCodes ?? []).filter(({ type }) => type === 'shipping');
  return Math.max(0, shop.shippingFee - codes.reduce((sum, { amount }) => sum + amount, 0));
}

function refuseUnlessExplained(wanted: NewOrder, lines: readonly OrderLine[]): void {
  const byCodes = (wanted.discountCodes ?? [])
    .filter(({ type }) => type !== 'shipping')
    .reduce((sum, { amount }) => sum + amount, 0);
  if (byCodes > lines.reduce((sum, line) => sum + line.discount, 0)) {
    throw new RefusedByShop('The discount codes take off more than the lines are discounted by.');
  }
}

function firstTransaction(
  context: CommandContext,
  amount: Minor,
  paid: boolean,
  createdAt: string,
): Transaction[] {
  if (amount === 0) return [];
  return [
    {
      id: context.newId(),
      kind: 'sale',
      status: paid ? 'success' : 'pending',
      gateway: paid ? PAID_GATEWAY : PENDING_GATEWAY,
      amount,
      createdAt,
    },
  ];
}

/** The order as the shop writes it down, before anything is paid. */
function writeDown(context: CommandContext, wanted: NewOrder): Order {
  const customer =
    wanted.customerId === null ? undefined : context.customers.get(wanted.customerId);
  if (wanted.customerId !== null && !customer) {
    throw new RefusedByShop(`There is no customer with the id ${wanted.customerId}.`);
  }
  if (wanted.lines.length === 0) throw new RefusedByShop('An order needs at least one line.');
  const shop = context.shop.get();
  const id = context.newId();
  const lines = wanted.lines.map((line) => toLine(context, line));
  refuseUnlessExplained(wanted, lines);
  const shipping = shippingFee(shop, lines, wanted);
  const taxOfLines = lines.reduce((sum, line) => sum + taxOfLine(line, shop.taxesIncluded), 0);
  const number = context.nextOrderNumber();
  const time = presentTime(context);
  return {
    id,
    number,
    name: `#${number}`,
    customerId: wanted.customerId,
    email: wanted.email ?? customer?.email ?? null,
    phone: wanted.phone ?? customer?.phone ?? null,
    locale: wanted.locale,
    currency: shop.currency,
    financialStatus: 'pending',
    fulfillmentStatus: null,
    fulfillments: [],
    test: wanted.test ?? false,
    sourceName: wanted.sourceName ?? 'web',
    tags: [],
    noteAttributes: wanted.noteAttributes ?? [],
    discountCodes: wanted.discountCodes ?? [],
    landingSite: wanted.landingSite ?? null,
    lines,
    shipping,
    tax: taxOfLines + taxOf(shipping, shop.taxRatePercent, shop.taxesIncluded),
    refunds: [],
    transactions: [],
    address: wanted.address ?? customer?.address ?? null,
    cancelReason: null,
    createdAt: time,
    processedAt: time,
    updatedAt: time,
    cancelledAt: null,
  };
}

/**
 * Places an order, as a checkout or a point of sale does; announces `orders/create`, and `orders/paid` with
 * `orders/updated` where it is paid at once. An order that costs nothing is paid without a transaction.
 * @throws RefusedByShop for an unknown customer or variant, a bad quantity or a discount beyond the price
 */
export function placeOrder(context: CommandContext, wanted: NewOrder): Order {
  const unpaid = writeDown(context, wanted);
  const { total } = totalsOf(unpaid, context.shop.get().taxesIncluded);
  const paid = wanted.payment !== 'pending' || total === 0;
  const order: Order = {
    ...unpaid,
    financialStatus: paid ? 'paid' : 'pending',
    transactions: firstTransaction(context, total, paid, unpaid.createdAt),
  };
  context.orders.put(order);
  context.announce([
    { topic: 'orders/create', order },
    ...(paid
      ? ([
          { topic: 'orders/paid', order },
          { topic: 'orders/updated', order },
        ] as const)
      : []),
  ]);
  return order;
}
