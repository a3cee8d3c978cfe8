import type { Customer } from '../../store/customer-types.ts';
import type { World } from '../../world.ts';
import type { SignUp } from './sign-in-codes.ts';

/** The customer with this e-mail address. */
export function findCustomer(world: World, email: string): Customer | undefined {
  const wanted = email.toLowerCase();
  return world.customers.all().find((customer) => customer.email?.toLowerCase() === wanted);
}

/**
 * The customer whose address was just proven. Unknown ones get an account at that moment, as with Shopify's customer
 * accounts, where signing in and signing up are one
 * (https://help.shopify.com/en/manual/customers/customer-accounts/sign-in).
 */
export function customerForProvenEmail(
  world: World,
  proof: { email: string; locale: string; signUp: SignUp | null },
): Customer {
  const { email, locale, signUp } = proof;
  const known = findCustomer(world, email);
  if (!known) {
    return world.commands.createCustomer({
      firstName: signUp?.firstName ?? null,
      lastName: signUp?.lastName ?? null,
      email,
      locale,
      state: 'enabled',
      verifiedEmail: true,
      acceptsMarketing: signUp?.acceptsMarketing ?? false,
    });
  }
  if (known.verifiedEmail && known.state === 'enabled') return known;
  return world.commands.updateCustomer(known.id, { verifiedEmail: true, state: 'enabled' });
}
