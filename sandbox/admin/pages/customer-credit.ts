import { html } from 'hono/html';
import { accountOf, readAccount } from '#sandbox/commands/store-credit.ts';
import { isMember } from '#sandbox/segments/find-members.ts';
import type { Customer } from '#sandbox/store/customer-types.ts';
import type { World } from '#sandbox/world.ts';
import { card } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatMoney } from '../format.ts';

/** What a customer has to spend in the shop, and to which segments she belongs. */
export function creditCard(world: World, customer: Customer): Html {
  const { currency } = world.shop.get();
  const account = accountOf(world, customer.id);
  const balance = account ? readAccount(world, account.id).balance : 0;
  const cards = world.giftCards.all().filter(({ customerId }) => customerId === customer.id);
  const segments = world.segments.all().filter(({ id }) => isMember(world, id, customer.id));
  return card(
    'Credit and segments',
    html`<dl class="details">
      <div>
        <dt>Store credit</dt>
        <dd>${formatMoney(balance, currency)}</dd>
      </div>
      ${cards.map(
        ({ code, balance: left }) =>
          html`<div>
            <dt>Gift card ending in ${code.slice(-4)}</dt>
            <dd>${formatMoney(left, currency)}</dd>
          </div>`,
      )}
      <div>
        <dt>Segments</dt>
        <dd>${segments.map(({ name }) => name).join(', ') || '–'}</dd>
      </div>
    </dl>`,
  );
}
