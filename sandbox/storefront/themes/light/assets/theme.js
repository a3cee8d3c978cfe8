/* Everything here is a convenience: each form works without it. */
const root = window.Shopify?.routes?.root ?? '/';

function showCount(count) {
  for (const place of document.querySelectorAll('[data-cart-count]')) {
    const words = place.querySelector('[data-cart-words]');
    place.querySelector('[data-cart-number]').textContent = String(count);
    words.textContent =
      count === 1 ? words.dataset.one : words.dataset.other.replace('22', String(count));
    place.hidden = count === 0;
  }
}

function notify(title) {
  const box = document.querySelector('[data-notification]');
  if (!box) return;
  box.hidden = false;
  box.querySelector('[data-notification-text]').textContent = box.dataset.text.replace('#', title);
  clearTimeout(notify.timer);
  notify.timer = setTimeout(() => (box.hidden = !box.matches(':hover, :focus-within')), 6000);
}

async function addToCart(form) {
  const button = form.querySelector('[data-add]');
  const problem = form.querySelector('[data-form-problem]');
  button.disabled = true;
  problem.hidden = true;
  try {
    const answer = await fetch(`${root}cart/add.js`, { method: 'POST', body: new FormData(form) });
    if (!answer.ok) throw new Error(`The cart answered ${answer.status}`);
    const line = await answer.json();
    const cart = await (await fetch(`${root}cart.js`)).json();
    showCount(cart.item_count);
    notify(line.product_title);
  } catch {
    problem.hidden = false;
  } finally {
    button.disabled = false;
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.matches('[data-product-form]')) {
    event.preventDefault();
    void addToCart(form);
  }
  if (form.matches('[data-discount-form]')) {
    event.preventDefault();
    void changeDiscount(form, event.submitter);
  }
});

/* A discount changes the summary only: what was typed into the address stays. */
async function changeDiscount(form, submitter) {
  const answer = await fetch(form.action, { method: 'POST', body: new FormData(form, submitter) });
  const page = new window.DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const selector of ['[data-summary]', '[data-pay]']) {
    const fresh = page.querySelector(selector);
    if (fresh) document.querySelector(selector).replaceWith(fresh);
  }
  document.querySelector('#discount')?.focus();
}

document.addEventListener('click', (event) => {
  const step = event.target.closest('[data-step]');
  if (step) {
    const input = step.closest('[data-quantity]').querySelector('input');
    const wanted = Number(input.value) + Number(step.dataset.step);
    input.value = String(Math.min(Number(input.max), Math.max(Number(input.min), wanted)));
    input.dispatchEvent(new window.Event('change', { bubbles: true }));
  }
  if (event.target.closest('[data-notification-close]')) {
    event.target.closest('[data-notification]').hidden = true;
  }
});

document.addEventListener('change', (event) => {
  const input = event.target;
  if (input.matches('[data-product-form] input[type="radio"]')) {
    document.querySelector('[data-price][aria-live]').textContent = input.dataset.price;
    const address = new URL(window.location.href);
    address.searchParams.set('variant', input.value);
    window.history.replaceState(null, '', address);
  }
  if (input.matches('[data-cart-form] [data-quantity] input')) {
    clearTimeout(window.cartTimer);
    window.cartTimer = setTimeout(
      () => input.form.requestSubmit(input.form.querySelector('[data-update]')),
      450,
    );
  }
});

for (const button of document.querySelectorAll('[data-update]')) button.hidden = true;
