import { DEMO_SHOPPERS } from '#sandbox/seed/shoppers.ts';

import type { DemoOptions } from './options.ts';
import { addressesOf } from './plans.ts';

/** Where to go, and as whom. */
export function greeting(options: DemoOptions): string {
  const { shop, admin, mail } = addressesOf(options);
  const { regular, occasional, newcomer } = DEMO_SHOPPERS;
  return `
Evergreen is running.

  Storefront         ${shop}
  Merchant's admin   ${admin}
  Mailbox            ${mail}

  Sign in to the storefront with an e-mail address; the code arrives in the mailbox. Any address will do, or one of
  the shop's customers:
    ${regular.email} buys often (German)
    ${occasional.email} buys now and then (English)
    ${newcomer.email} has not bought yet (English)

Ctrl-C ends everything. The data stay in ${options.dataFolder}; \`npm run demo -- --reset\` begins anew.
`;
}
