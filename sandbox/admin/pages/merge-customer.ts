import { html } from 'hono/html';
import { z } from 'zod';
import type { Customer } from '#sandbox/store/customer-types.ts';
import { RefusedByShop } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { card, textField } from '../elements.ts';
import type { Html } from '../elements.ts';
import { customerName } from './customers.ts';

const MergeForm = z.object({ other: z.string().trim() });

/**
 * "Merge customer" of a customer's page: who is named becomes part of this one.
 * @see https://help.shopify.com/en/manual/customers/manage-customers
 */
export function mergeCard(world: World, customer: Customer): Html {
  return card(
    'Merge customer',
    html`<form method="post" action="${storePath(world, `/customers/${customer.id}/merge`)}">
      ${textField({
        name: 'other',
        label: 'Other customer',
        value: '',
        hint: `E-mail address or number. Their orders become those of ${customerName(customer)}.`,
      })}
      <button class="button button-wide" type="submit">Merge</button>
    </form>`,
  );
}

/**
 * Merges whom the form names into a customer.
 * @throws RefusedByShop where there is nobody of that name, or Shopify would not merge them
 */
export function mergeFromForm(world: World, keep: string, form: unknown): void {
  const { other } = MergeForm.parse(form);
  const wanted = other.toLowerCase();
  const absorbed = world.customers
    .all()
    .find(({ id, email }) => id === wanted || email?.toLowerCase() === wanted);
  if (!absorbed) throw new RefusedByShop(`There is no other customer “${other}”.`);
  world.commands.mergeCustomers({ keep, absorb: absorbed.id });
}
