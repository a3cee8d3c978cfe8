import { html } from 'hono/html';
import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import type { Html } from '../elements.ts';

/** Asks for the reason before an order is cancelled. */
export function cancelDialog(world: World, order: Order): Html {
  return html`<dialog id="cancel-dialog" class="dialog" aria-labelledby="cancel-title">
    <form method="post" action="${storePath(world, `/orders/${order.id}/cancel`)}">
      <h2 id="cancel-title">Cancel order ${order.name}?</h2>
      <div class="field">
        <label for="reason">Reason</label>
        <select id="reason" name="reason">
          <option value="customer">Customer changed or cancelled the order</option>
          <option value="inventory">Items are unavailable</option>
          <option value="fraud">Fraudulent order</option>
          <option value="declined">Payment declined</option>
          <option value="other">Other</option>
        </select>
      </div>
      <label class="check"
        ><input type="checkbox" name="refund" value="yes" checked /> Refund everything that was
        paid</label
      >
      <div class="dialog-actions">
        <button class="button" type="button" data-closes>Keep order</button>
        <button class="button button-critical" type="submit">Cancel order</button>
      </div>
    </form>
  </dialog>`;
}

/** Asks before an order is gone for good. */
export function deleteDialog(world: World, order: Order): Html {
  return html`<dialog id="delete-dialog" class="dialog" aria-labelledby="delete-title">
    <form method="post" action="${storePath(world, `/orders/${order.id}/delete`)}">
      <h2 id="delete-title">Delete order ${order.name}?</h2>
      <p>It is gone for good. Orders that were paid with Shopify Payments cannot be deleted.</p>
      <div class="dialog-actions">
        <button class="button" type="button" data-closes>Keep order</button>
        <button class="button button-critical" type="submit">Delete order</button>
      </div>
    </form>
  </dialog>`;
}
