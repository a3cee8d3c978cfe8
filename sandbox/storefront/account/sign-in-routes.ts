import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { readForm } from '../forms.ts';
import { signInCodeMail } from '../mails/sign-in-code-mail.ts';
import type { SendMail } from '../mails/send-mail.ts';
import { safeReturnUrl } from '../return-url.ts';
import type { Sessions } from '../sessions.ts';
import { renderPage } from '../theme/render-page.ts';
import { localPath, type StorefrontEnvironment } from '../visit.ts';
import { customerForProvenEmail } from './customers.ts';
import type { SignInCodes, SignUp } from './sign-in-codes.ts';

export interface SignInServices {
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

/**
 * Signing in and up by e-mail address and six-digit code, as with Shopify's customer accounts
 * (https://help.shopify.com/en/manual/customers/customer-accounts/sign-in). A form for signing up with a name is the
 * shop's own addition.
 */
export function signInRoutes(services: SignInServices): Hono<StorefrontEnvironment> {
  const routes = new Hono<StorefrontEnvironment>();
  routes.get('/account/login', showSignIn);
  routes.post('/account/login', (context) => requestCode(context, services));
  routes.get('/account/login/code', (context) => showCodeForm(context, services));
  routes.post('/account/login/code', (context) => enterCode(context, services));
  routes.get('/account/register', (context) => {
    const visit = context.get('visit');
    if (visit.customer) return context.redirect(localPath(visit, '/account'));
    return page(context, 'customers/register', {});
  });
  routes.post('/account/register', (context) => signUp(context, services));
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

function showSignIn(context: ShopContext) {
  const visit = context.get('visit');
  const returnUrl = safeReturnUrl(visit, context.req.query('return_url'), '/account');
  if (visit.customer) return context.redirect(returnUrl);
  return page(context, 'customers/login', { return_url: returnUrl });
}

async function requestCode(context: ShopContext, services: SignInServices) {
  const fields = await readForm(context);
  const form = SignInForm.safeParse(fields);
  const returnUrl = safeReturnUrl(context.get('visit'), fields.return_url, '/account');
  if (!form.success) {
    const values = { email: fields.email, return_url: returnUrl, problem: 'email' };
    return page(context, 'customers/login', values, 422);
  }
  return sendCode(context, services, { email: form.data.email, returnUrl, signUp: null });
}

async function signUp(context: ShopContext, services: SignInServices) {
  const fields = await readForm(context);
  const form = SignUpForm.safeParse(fields);
  if (!form.success) {
    const problems = Object.fromEntries(
      form.error.issues.map((issue) => [String(issue.path[0]), true]),
    );
    return page(context, 'customers/register', { ...fields, problems }, 422);
  }
  const { email, first_name: firstName, last_name: lastName } = form.data;
  const acceptsMarketing = form.data.accepts_marketing !== undefined;
  const returnUrl = localPath(context.get('visit'), '/account');
  const details = { firstName, lastName, acceptsMarketing };
  return sendCode(context, services, { email, returnUrl, signUp: details });
}

async function sendCode(
  context: ShopContext,
  { codes, sendMail, sessions }: SignInServices,
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

async function showCodeForm(context: ShopContext, { sessions }: SignInServices) {
  const pending = await sessions.readPending(context);
  if (!pending) return context.redirect(localPath(context.get('visit'), '/account/login'));
  return page(context, 'customers/code', { email: pending.email });
}

async function enterCode(context: ShopContext, { sessions, codes }: SignInServices) {
  const visit = context.get('visit');
  const pending = await sessions.readPending(context);
  if (!pending) return context.redirect(localPath(visit, '/account/login'));
  const { code = '' } = await readForm(context);
  const check = codes.check(pending.email, code.replace(/\D/g, ''));
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
