import { query, queryAll } from './dom.ts';

/**
 * Adds up the refund form as it is filled in, by the rule by which the shop will refund: units are priced by the
 * difference of running totals, so that refunds of single units sum exactly to the line.
 */
const form = document.querySelector<HTMLFormElement>('form[data-refund]');
if (form !== null) {
  const money = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency: form.dataset['refund'] ?? 'EUR',
  });
  const update = () => {
    const items = queryAll('[data-line-total]', HTMLInputElement, form).reduce(
      (sum, field) => sum + unitsCost(field),
      0,
    );
    const shipping = amountIn('shipping');
    const amount = amountIn('amountWithoutLines');
    const sums = { items, shipping, amount, total: items + shipping + amount };
    for (const [name, sum] of Object.entries(sums)) {
      query(`[data-sum="${name}"]`, HTMLElement, form).textContent = money.format(sum / 100);
    }
    const submit = query('button[type="submit"]', HTMLButtonElement, form);
    submit.textContent = sums.total > 0 ? `Refund ${money.format(sums.total / 100)}` : 'Refund';
  };
  form.addEventListener('input', update);
  update();
}

function unitsCost(field: HTMLInputElement): number {
  const total = Number(field.dataset['lineTotal']);
  const quantity = Number(field.dataset['lineQuantity']);
  const refunded = Number(field.dataset['lineRefunded']);
  const upTo = (units: number) => Math.round((total * units) / quantity);
  return upTo(refunded + Number(field.value)) - upTo(refunded);
}

function amountIn(name: string): number {
  const field = document.querySelector<HTMLInputElement>(`[name="${name}"]`);
  const amount = Math.round(Number((field?.value ?? '0').replace(',', '.')) * 100);
  return Number.isFinite(amount) ? amount : 0;
}
