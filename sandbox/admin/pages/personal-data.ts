import { html } from 'hono/html';
import type { Customer } from '#sandbox/store/customer-types.ts';
import type { ScheduledTask } from '#sandbox/store/scheduled-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { card } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatTime } from '../format.ts';
import { customerName } from './customers.ts';

function erasureOf(world: World, customer: Customer): ScheduledTask | undefined {
  return world.scheduled.all().find(({ customerId }) => customerId === customer.id);
}

/**
 * What the law lets the customer ask for: "Request customer data" and "Erase personal data" of her page.
 * @see https://help.shopify.com/en/manual/privacy-and-security/privacy/processing-customer-data-requests
 */
export function personalDataCard(world: World, customer: Customer, wasAsked: boolean): Html {
  const shop = world.shop.get();
  if (customer.erasedAt !== undefined) {
    return card(
      'Personal data',
      html`<p>Erased on ${formatTime(customer.erasedAt, shop)}. What was sold is kept.</p>`,
    );
  }
  const path = storePath(world, `/customers/${customer.id}`);
  const erasure = erasureOf(world, customer);
  return card(
    'Personal data',
    html`${
        wasAsked ? html`<p role="status">The app has been asked for this customer’s data.</p>` : ''
      }
      <form method="post" action="${path}/data-request">
        <button class="button button-wide" type="submit">Request data</button>
      </form>
      ${
        erasure === undefined
          ? html`<button class="button button-wide" type="button" data-opens="erase-dialog">
              Erase personal data
            </button>`
          : html`<p>Will be erased on ${formatTime(erasure.dueAt, shop)}.</p>
              <form method="post" action="${path}/erasure/cancel">
                <button class="button button-wide" type="submit">Cancel erasure</button>
              </form>`
      }
      ${erasure === undefined ? eraseDialog(path, customerName(customer)) : ''}`,
  );
}

function eraseDialog(path: string, name: string): Html {
  return html`<dialog id="erase-dialog" class="dialog" aria-labelledby="erase-title">
    <form method="post" action="${path}/erasure">
      <h2 id="erase-title">Erase personal data of ${name}?</h2>
      <p>
        Shopify does so after ten days, or half a year after the last order where that is later, and
        asks the app to do the same.
      </p>
      <div class="dialog-actions">
        <button class="button" type="button" data-closes>Keep</button>
        <button class="button button-critical" type="submit">Erase personal data</button>
      </div>
    </form>
  </dialog>`;
}
