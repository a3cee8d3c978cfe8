import { type Context, Hono } from 'hono';
import type { Sessions } from '../sessions.ts';
import { renderPage } from '../theme/render-page.ts';
import { safeReturnUrl } from '../return-url.ts';
import { localPath, type StorefrontEnvironment } from '../visit.ts';
import { ajaxCart, ajaxLines, pricedCartOf } from './ajax-cart.ts';
import {
  addToCart,
  type Cart,
  changeLine,
  findLine,
  findVariant,
  priceCart,
  withAttributes,
  withDiscountCodes,
} from './cart.ts';
import {
  type AddRequest,
  readAddRequest,
  readChangeRequest,
  readUpdateRequest,
} from './cart-requests.ts';
import type { CartStore } from './cart-store.ts';

export interface CartServices {
  readonly carts: CartStore;
  readonly sessions: Sessions;
}

type ShopContext = Context<StorefrontEnvironment>;

/**
 * The cart: its page and forms (https://shopify.dev/docs/storefronts/themes/architecture/templates/cart) and the Ajax
 * API (https://shopify.dev/docs/api/ajax/reference/cart). Forms answer with a page, `.js` paths with JSON.
 */
export function cartRoutes(services: CartServices): Hono<StorefrontEnvironment> {
  const routes = new Hono<StorefrontEnvironment>();
  routes.get('/cart', showCart);
  routes.post('/cart', (context) => submitCartPage(context, services));
  routes.get('/cart.js', (context) => answerCart(context, context.get('visit').cart));
  routes.get('/cart.json', (context) => answerCart(context, context.get('visit').cart));
  // A link that takes a line out, https://shopify.dev/docs/api/liquid/objects/line_item#line_item-url_to_remove
  routes.get('/cart/change', (context) => change(context, services));
  for (const ending of ['', '.js']) {
    routes.post(`/cart/add${ending}`, (context) => add(context, services));
    routes.post(`/cart/change${ending}`, (context) => change(context, services));
    routes.post(`/cart/update${ending}`, (context) => update(context, services));
    routes.post(`/cart/clear${ending}`, (context) => clear(context, services));
  }
  routes.get('/discount/:code', (context) => applyDiscountLink(context, services));
  return routes;
}

async function showCart(context: ShopContext) {
  return context.html(await renderPage(context.get('visit'), { template: 'cart' }));
}

async function save(context: ShopContext, { carts, sessions }: CartServices, cart: Cart) {
  carts.save(cart);
  await sessions.writeCartToken(context, cart.token);
}

function wantsJson(context: ShopContext): boolean {
  return /\.js(on)?$/.test(context.req.path);
}

/** The form's answer is the cart page, the Ajax API's the cart. */
function answerCart(context: ShopContext, cart: Cart): Response {
  const visit = context.get('visit');
  if (!wantsJson(context)) {
    return context.redirect(localPath(visit, '/cart'), 303);
  }
  return context.json(ajaxCart(visit, priceCart(cart, visit.world.products.all())));
}

/** https://shopify.dev/docs/api/ajax/reference/cart#error-responses */
function refuse(context: ShopContext, status: 400 | 404 | 422, description: string): Response {
  return context.json({ status, message: 'Cart Error', description }, status);
}

async function add(context: ShopContext, services: CartServices): Promise<Response> {
  const visit = context.get('visit');
  const request = await readAddRequest(context.req.raw);
  if (!request) return refuse(context, 400, 'Required parameter missing or invalid: items');
  const products = visit.world.products.all();
  const unknown = request.items.find((item) => !findVariant(products, item.variantId));
  if (unknown) return refuse(context, 404, 'Cannot find variant');
  const filled = request.items.reduce<Cart>((cart, item) => addToCart(cart, item), visit.cart);
  const cart = withAttributes(filled, request.attributes);
  await save(context, services, cart);
  if (!wantsJson(context)) return context.redirect(localPath(visit, '/cart'), 303);
  return context.json(addedLines(context, cart, request));
}

/** One line for one item, `items` for a list: https://shopify.dev/docs/api/ajax/reference/cart#post-locale-cart-add-js */
function addedLines(context: ShopContext, cart: Cart, request: AddRequest) {
  const visit = context.get('visit');
  const wanted = new Set(request.items.map((item) => item.variantId));
  const priced = priceCart(cart, visit.world.products.all());
  const lines = ajaxLines(visit, priced).filter((line) => wanted.has(line.variant_id));
  return request.single ? lines[0] : { items: lines };
}

async function change(context: ShopContext, services: CartServices): Promise<Response> {
  const { cart } = context.get('visit');
  const request = await readChangeRequest(context.req.raw);
  if (!request) return refuse(context, 400, 'Required parameter missing or invalid');
  const line = 'line' in request ? cart.lines[request.line - 1] : findLine(cart, request.id);
  if (!line) return refuse(context, 400, 'no valid id or line parameter');
  const changed = changeLine(cart, line.key, request.quantity);
  await save(context, services, changed);
  return answerCart(context, changed);
}

async function update(context: ShopContext, services: CartServices): Promise<Response> {
  const { cart } = context.get('visit');
  const request = await readUpdateRequest(context.req.raw);
  if (!request) return refuse(context, 400, 'Required parameter missing or invalid');
  const changed = applyUpdate(cart, request);
  await save(context, services, changed);
  return answerCart(context, changed);
}

function applyUpdate(
  cart: Cart,
  request: NonNullable<Awaited<ReturnType<typeof readUpdateRequest>>>,
): Cart {
  const counted = request.updates.reduce<Cart>((current, { id, line, quantity }) => {
    const found = id === undefined ? cart.lines[(line ?? 0) - 1] : findLine(current, id);
    return found ? changeLine(current, found.key, quantity) : current;
  }, cart);
  const noted = request.note === undefined ? counted : { ...counted, note: request.note };
  const attributed = withAttributes(noted, request.attributes);
  return request.discount === undefined
    ? attributed
    : withDiscountCodes(attributed, request.discount);
}

async function clear(context: ShopContext, services: CartServices): Promise<Response> {
  const cleared: Cart = { ...context.get('visit').cart, lines: [] };
  await save(context, services, cleared);
  return answerCart(context, cleared);
}

/** The cart page's form: `checkout` goes on to the checkout, anything else stays. */
async function submitCartPage(context: ShopContext, services: CartServices): Promise<Response> {
  const visit = context.get('visit');
  const request = await readUpdateRequest(context.req.raw);
  if (!request) return context.redirect(localPath(visit, '/cart'), 303);
  await save(context, services, applyUpdate(visit.cart, request));
  return context.redirect(localPath(visit, request.checkout ? '/checkout' : '/cart'), 303);
}

/**
 * A link that puts a discount code on the cart,
 * https://help.shopify.com/en/manual/discounts/managing-discount-codes#shareable-links
 */
async function applyDiscountLink(context: ShopContext, services: CartServices): Promise<Response> {
  const visit = context.get('visit');
  const code = context.req.param('code') ?? '';
  const codes = [...pricedCartOf(visit).cart.discountCodes, code].join(',');
  await save(context, services, withDiscountCodes(visit.cart, codes));
  return context.redirect(safeReturnUrl(visit, context.req.query('redirect'), '/'));
}
