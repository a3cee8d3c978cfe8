import { type Context, Hono } from 'hono';
import { sum } from '../../discounts/basket.ts';
import { RefusedByShop } from '../../commands/command-types.ts';
import { pricedCartOf } from '../cart/ajax-cart.ts';
import { type PricedCart, withDiscountCodes } from '../cart/cart.ts';
import type { CartStore } from '../cart/cart-store.ts';
import { discountVisit } from '../cart/discounts.ts';
import { readForm } from '../forms.ts';
import { orderObject } from '../liquid/objects/order.ts';
import { orderConfirmationMail } from '../mails/order-confirmation-mail.ts';
import type { SendMail } from '../mails/send-mail.ts';
import { renderPage } from '../theme/render-page.ts';
import { localPath, type StorefrontEnvironment, type Visit } from '../visit.ts';
import { CheckoutForm, problemsOf, SHIPPING_COUNTRIES } from './checkout-form.ts';
import { giftCardsOf, storeCreditOf, usableGiftCard } from './credit.ts';
import { openOrder, orderStatusPath } from './order-link.ts';
import { mailLines, placeOrder } from './place-order.ts';

export interface CheckoutServices {
  readonly carts: CartStore;
  readonly sendMail: SendMail;
}

type ShopContext = Context<StorefrontEnvironment>;

/**
 * Checkout and order status. On Shopify these are not the theme's pages and show no app blocks or embeds; the sandbox
 * renders them in a layout of their own.
 */
export function checkoutRoutes(services: CheckoutServices): Hono<StorefrontEnvironment> {
  const routes = new Hono<StorefrontEnvironment>();
  routes.get('/checkout', (context) => {
    const priced = pricedCartOf(context.get('visit'));
    if (priced.lines.length === 0) return toCart(context);
    return showCheckout(context, priced, {});
  });
  routes.post('/checkout', (context) => pay(context, services));
  routes.post('/checkout/discount', (context) => changeDiscounts(context, services));
  routes.get('/orders/:id/:key', showOrderStatus);
  return routes;
}

function toCart(context: ShopContext) {
  return context.redirect(localPath(context.get('visit'), '/cart'), 303);
}

async function showCheckout(
  context: ShopContext,
  priced: PricedCart,
  state: { values?: Record<string, unknown>; problems?: Record<string, true>; refusal?: string },
) {
  const visit = context.get('visit');
  const objects = {
    checkout: checkoutObject(visit, priced),
    form: { ...prefilled(visit), ...state.values },
    problems: state.problems ?? {},
    refusal: state.refusal ?? null,
  };
  const status = state.problems || state.refusal ? 422 : 200;
  return context.html(await renderPage(visit, { template: 'checkout', objects }), status);
}

/** https://shopify.dev/docs/api/liquid/objects/checkout */
function checkoutObject(visit: Visit, priced: PricedCart) {
  const discounts = discountVisit(visit, priced);
  const { subtotal, shipping } = discounts;
  const names = new Intl.DisplayNames(visit.locale, { type: 'region' });
  return {
    subtotal_price: priced.subtotal,
    discounts: discounts.applied.map((applied) => ({
      title: applied.code?.code ?? applied.discount.title,
      amount: sum(applied.lines),
    })),
    shipping_price: shipping,
    total_price: subtotal + shipping,
    store_credit: storeCreditOf(visit)?.balance ?? 0,
    gift_cards: giftCardsOf(visit.world, priced.cart).map(({ id, code, balance }) => ({
      id,
      last_characters: code.slice(-4),
      balance,
    })),
    countries: SHIPPING_COUNTRIES.map((code) => ({ code, name: names.of(code) ?? code })),
  };
}

/** What the shop knows of who is signed in. */
function prefilled({ customer }: Visit): Record<string, unknown> {
  const address = customer?.address;
  return {
    email: customer?.email ?? '',
    first_name: address?.firstName ?? customer?.firstName ?? '',
    last_name: address?.lastName ?? customer?.lastName ?? '',
    address1: address?.address1 ?? '',
    zip: address?.zip ?? '',
    city: address?.city ?? '',
    country: address?.countryCode ?? 'DE',
    phone: address?.phone ?? customer?.phone ?? '',
  };
}

async function pay(context: ShopContext, { carts, sendMail }: CheckoutServices) {
  const visit = context.get('visit');
  const fields = await readForm(context);
  // Read after the body: whoever presses the button twice finds the cart already bought.
  const priced = pricedCartOf({ ...visit, cart: carts.open(visit.cart.token) });
  if (priced.lines.length === 0) return toCart(context);
  const values = visit.customer?.email ? { ...fields, email: visit.customer.email } : fields;
  const form = CheckoutForm.safeParse(values);
  if (!form.success) {
    return showCheckout(context, priced, { values, problems: problemsOf(form.error) });
  }
  try {
    const order = placeOrder(visit, priced, form.data);
    carts.close(visit.cart.token);
    const path = localPath(visit, orderStatusPath(visit.world, order.id));
    const url = new URL(path, visit.world.options.shopOrigin).href;
    const lines = mailLines(visit, order);
    // Not waited for: the order stands whether or not the mail arrives, and a failure is logged.
    void sendMail(orderConfirmationMail(visit.world.shop.get(), order, lines, url));
    return context.redirect(path, 303);
  } catch (problem) {
    if (!(problem instanceof RefusedByShop)) throw problem;
    return showCheckout(context, priced, { values, refusal: problem.message });
  }
}

/** Adds a code, of a discount or a gift card as on Shopify, or removes the one that is named. */
async function changeDiscounts(context: ShopContext, { carts }: CheckoutServices) {
  const visit = context.get('visit');
  const fields = await readForm(context);
  const removed = (fields.remove ?? '').toLowerCase();
  const giftCardIds = visit.cart.giftCardIds.filter((id) => id !== fields.remove_gift_card);
  const card = usableGiftCard(visit.world, fields.discount ?? '');
  if (card) {
    carts.save({ ...visit.cart, giftCardIds: [...new Set([...giftCardIds, card.id])] });
    return context.redirect(localPath(visit, '/checkout'), 303);
  }
  const kept = visit.cart.discountCodes.filter((code) => code.toLowerCase() !== removed);
  const cart = withDiscountCodes(visit.cart, [...kept, fields.discount ?? ''].join(','));
  carts.save({ ...cart, giftCardIds });
  return context.redirect(localPath(visit, '/checkout'), 303);
}

async function showOrderStatus(context: ShopContext) {
  const visit = context.get('visit');
  const order = openOrder(
    visit.world,
    context.req.param('id') ?? '',
    context.req.param('key') ?? '',
  );
  if (!order) return context.notFound();
  const objects = { order: orderObject(visit, order), mailbox_url: visit.world.options.mailOrigin };
  return context.html(await renderPage(visit, { template: 'order-status', objects }));
}
