import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { signInCodeMail } from '../mails/sign-in-code-mail.ts';
import type { SendMail } from '../mails/send-mail.ts';
import type { Sessions } from '../sessions.ts';
import { renderPage } from '../theme/render-page.ts';
import { localPath, type StorefrontEnvironment, type Visit } from '../visit.ts';
import { orderObject } from '../liquid/objects/order.ts';
import { customerForProvenEmail } from './customers.ts';
import type { SignInCodes, SignUp } from './sign-in-codes.ts';

export interface AccountServices {
  readonly sessions: Sessions;
  readonly codes: SignInCodes;
  readonly sendMail: SendMail;
}

type ShopContext = Context<StorefrontEnvironment>;

const Email = z.string().trim().toLowerCase().pipe(z.email().max(254));
const SignInForm = z.object({ email: Email });
const SignUpForm = z.object({
  email: Email,
  first_name: z.string().trim().min(1).max(80),
  last_name: z.string().trim().min(1).max(80),
  accepts_marketing: z.string().optional(),
});

/** A place in this shop to go to after signing in; anything that could lead elsewhere becomes the account. */
export function safeReturnUrl(visit: Visit, wanted: unknown): string {
  const account = localPath(visit, '/account');
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted)) return account;
  const target = new URL(wanted, visit.url.origin);
  return target.origin === visit.url.origin ? `${target.pathname}${target.search}` : account;
}

/**
 * Sign-in, sign-up, sign-out and the account itself. Shopify hosts these pages apart from the theme
 * (https://help.shopify.com/en/manual/customers/customer-accounts); here the theme shows them, at the paths that
 * `routes` gives.
 */
export function accountRoutes(services: AccountServices): Hono<StorefrontEnvironment> {
  const routes = new Hono<StorefrontEnvironment>();
  routes.get('/account/login', (context) => showSignIn(context, services));
  routes.post('/account/login', (context) => requestCode(context, services));
  routes.get('/account/login/code', (context) => showCodeForm(context, services));
  routes.post('/account/login/code', (context) => enterCode(context, services));
  routes.get('/account/register', (context) => {
    const visit = context.get('visit');
    if (visit.customer) return context.redirect(localPath(visit, '/account'));
    return page(context, 'customers/register', {});
  });
  routes.post('/account/register', (context) => signUp(context, services));
  routes.get('/account/logout', (context) => {
    services.sessions.signOut(context);
    return context.redirect(localPath(context.get('visit'), '/'));
  });
  routes.get('/account', (context) => {
    const visit = context.get('visit');
    if (!visit.customer) return context.redirect(localPath(visit, '/account/login'));
    return page(context, 'customers/account', {});
  });
  routes.get('/account/orders/:id', showOrder);
  return routes;
}

async function page(
  context: ShopContext,
  template: string,
  form: Record<string, unknown>,
  status: 200 | 422 | 503 = 200,
): Promise<Response> {
  const visit = context.get('visit');
  // Where a real shop says "look into your inbox", the demonstration can say where that is.
  const objects = { form, mailbox_url: visit.world.options.mailOrigin };
  return context.html(await renderPage(visit, { template, objects }), status);
}

function showSignIn(context: ShopContext, { sessions: _ }: AccountServices) {
  const visit = context.get('visit');
  const returnUrl = safeReturnUrl(visit, context.req.query('return_url'));
  if (visit.customer) return context.redirect(returnUrl);
  return page(context, 'customers/login', { return_url: returnUrl });
}

async function requestCode(context: ShopContext, services: AccountServices) {
  const body = await context.req.parseBody();
  const form = SignInForm.safeParse(body);
  const returnUrl = safeReturnUrl(context.get('visit'), body.return_url);
  if (!form.success) {
    const values = { email: body.email, return_url: returnUrl, problem: 'email' };
    return page(context, 'customers/login', values, 422);
  }
  return sendCode(context, services, { email: form.data.email, returnUrl, signUp: null });
}

async function signUp(context: ShopContext, services: AccountServices) {
  const visit = context.get('visit');
  const body = await context.req.parseBody();
  const form = SignUpForm.safeParse(body);
  if (!form.success) {
    const problems = Object.fromEntries(form.error.issues.map((issue) => [issue.path[0], true]));
    return page(context, 'customers/register', { ...body, problems }, 422);
  }
  const { email, first_name: firstName, last_name: lastName } = form.data;
  const acceptsMarketing = form.data.accepts_marketing !== undefined;
  const returnUrl = localPath(visit, '/account');
  const details = { firstName, lastName, acceptsMarketing };
  return sendCode(context, services, { email, returnUrl, signUp: details });
}

async function sendCode(
  context: ShopContext,
  { codes, sendMail, sessions }: AccountServices,
  request: { email: string; returnUrl: string; signUp: SignUp | null },
) {
  const visit = context.get('visit');
  const { email, returnUrl, signUp: details } = request;
  const code = codes.issue(email, details);
  const sent = await sendMail(signInCodeMail(visit.world.shop.get(), email, code, visit.locale));
  if (!sent) {
    const template = details ? 'customers/register' : 'customers/login';
    const values = { email, return_url: returnUrl, problem: 'mail' };
    return page(context, template, values, 503);
  }
  await sessions.writePending(context, { email, returnUrl });
  return context.redirect(localPath(visit, '/account/login/code'), 303);
}

async function showCodeForm(context: ShopContext, { sessions }: AccountServices) {
  const pending = await sessions.readPending(context);
  if (!pending) return context.redirect(localPath(context.get('visit'), '/account/login'));
  return page(context, 'customers/code', { email: pending.email });
}

async function enterCode(context: ShopContext, { sessions, codes }: AccountServices) {
  const visit = context.get('visit');
  const pending = await sessions.readPending(context);
  if (!pending) return context.redirect(localPath(visit, '/account/login'));
  const body = await context.req.parseBody();
  const typed = String(body.code ?? '').replace(/\D/g, '');
  const check = codes.check(pending.email, typed);
  if (check.outcome !== 'right') {
    const values = { email: pending.email, problem: check.outcome };
    return page(context, 'customers/code', values, 422);
  }
  const customer = customerForProvenEmail(visit.world, {
    email: pending.email,
    locale: visit.locale,
    signUp: check.signUp,
  });
  sessions.clearPending(context);
  await sessions.writeCustomer(context, customer.id);
  return context.redirect(pending.returnUrl, 303);
}

async function showOrder(context: ShopContext) {
  const visit = context.get('visit');
  if (!visit.customer) return context.redirect(localPath(visit, '/account/login'));
  const order = visit.world.orders.get(context.req.param('id') ?? '');
  // Somebody else's order looks like one that does not exist.
  if (!order || order.customerId !== visit.customer.id) return context.notFound();
  const objects = { order: orderObject(visit, order) };
  return context.html(await renderPage(visit, { template: 'customers/order', objects }));
}
