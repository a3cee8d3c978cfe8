/*
 * Evergreen on the storefront. Everything a shopper sees first is in the page's HTML; this file only listens. It opens
 * the panel, then fetches what changes after a page was rendered: the cart's worth and the member's recent activity.
 */
(() => {
  const FETCH_LIMIT_MS = 10_000;

  const fetchJson = async (url) => {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(FETCH_LIMIT_MS),
    });
    return response.json();
  };

  /* --- The panel: the page's own colours, the browser's own dialog --- */

  const channels = (colour) =>
    colour.startsWith('rgb') ? colour.match(/[\d.]+/g).map(Number) : [];

  // WCAG 2.2, relative luminance.
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  // Read at the tap rather than guessed from a theme's variables: right in any theme. Ink that is too faint on its
  // paper gives way to black or white; without an opaque paper the stylesheet's own pair stays.
  const wearPageColours = (panel) => {
    const page = [document.body, document.documentElement]
      .map((element) => getComputedStyle(element))
      .find((style) => channels(style.backgroundColor).length === 3);
    if (!page) return;
    const paper = channels(page.backgroundColor);
    const ink = channels(getComputedStyle(document.body).color).slice(0, 3);
    const paperLight = luminance(paper) + 0.05;
    const inkLight = ink.length === 3 ? luminance(ink) + 0.05 : paperLight;
    const contrast = Math.max(paperLight, inkLight) / Math.min(paperLight, inkLight);
    const readable = contrast >= 7 ? `rgb(${ink})` : paperLight > 0.23 ? '#111' : '#fff';
    panel.style.setProperty('--evergreen-paper', `rgb(${paper})`);
    panel.style.setProperty('--evergreen-ink', readable);
  };

  const openPanel = (opener) => {
    const panel = document.getElementById(opener.dataset.evergreenOpen);
    wearPageColours(panel);
    // Browsers that know the button's `command` open the dialog by themselves, right after this.
    if (!('commandForElement' in opener)) panel.showModal();
    const cart = panel.querySelector('[data-evergreen-cart]');
    const activity = panel.querySelector('[data-evergreen-activity]');
    if (cart) refreshCart(cart);
    if (activity?.hidden) loadActivity(activity);
  };

  // For browsers without `closedby`.
  const closeFromOutside = (panel, event) => {
    const box = panel.getBoundingClientRect();
    const inside =
      event.clientX >= box.left &&
      event.clientX <= box.right &&
      event.clientY >= box.top &&
      event.clientY <= box.bottom;
    if (!inside && event.detail > 0) panel.close();
  };

  /* --- What the cart is worth now --- */

  // As the snippet `earns` counts them.
  const pointsFor = (amount, { points, per, plus, minimum }) => {
    if (amount <= 0 || amount < Number(minimum)) return 0;
    return per ? Math.floor((amount * points + Number(plus)) / per) : Number(points);
  };

  const refreshCart = async (line) => {
    const cart = await fetchJson(line.dataset.evergreenCart).catch(() => undefined);
    if (!Array.isArray(cart?.items)) return;
    const aside = cart.items.filter((item) => item.gift_card && line.dataset.giftCards !== 'true');
    const counted = aside.reduce((rest, item) => rest - item.final_line_price, cart.total_price);
    const points = pointsFor(counted, line.dataset);
    const language = document.documentElement.lang || 'en';
    const sentence = points === 1 ? line.dataset.one : line.dataset.other;
    line.textContent = sentence.replace('#', new Intl.NumberFormat(language).format(points));
    line.hidden = points === 0 || cart.currency !== line.dataset.currency;
  };

  /* --- Recent activity --- */

  const show = (activity, state) => {
    for (const part of activity.querySelectorAll('[data-when]')) {
      part.hidden = part.dataset.when !== state;
    }
  };

  const entryRow = (template, entry) => {
    const row = template.content.firstElementChild.cloneNode(true);
    const time = row.querySelector('time');
    row.querySelector('.evergreen-entry__text').textContent = entry.text;
    row.querySelector('.evergreen-entry__points').textContent = entry.points;
    time.textContent = entry.date;
    time.dateTime = entry.at;
    for (const sentence of entry.because) {
      const line = document.createElement('li');
      line.textContent = sentence;
      row.querySelector('.evergreen-entry__because').append(line);
    }
    return row;
  };

  const stateAfter = (page, list) => {
    if (page.state === 'signed_out') return 'signed_out';
    if (page.state !== 'member' && page.state !== 'not_a_member') return 'error';
    if (list.childElementCount === 0) return 'empty';
    return page.next ? 'more' : 'complete';
  };

  const loadActivity = async (activity, pressed) => {
    const list = activity.querySelector('ul');
    const url = new URL(activity.dataset.evergreenActivity, location.href);
    if (activity.dataset.cursor) url.searchParams.set('cursor', activity.dataset.cursor);
    activity.hidden = false;
    show(activity, 'loading');
    const page = (await fetchJson(url).catch(() => null)) ?? { state: 'error' };
    const template = activity.querySelector('template');
    const rows = (page.entries ?? []).map((entry) => entryRow(template, entry));
    list.append(...rows);
    if (page.next) activity.dataset.cursor = page.next;
    show(activity, stateAfter(page, list));
    // The button that was pressed is gone: the keyboard goes on at what came, or at the button that took its place.
    if (pressed) (rows[0] ?? activity).querySelector('summary, button:not([hidden])')?.focus();
  };

  /* --- What the chosen variant is worth --- */

  // Themes keep the chosen variant in the field `id` of their product form. A page may hold forms of other products
  // as well: a sentence is shown only for a variant that belongs to it.
  const followVariant = (event) => {
    const forms = [event.target.form, ...document.querySelectorAll('form[action*="/cart/add"]')];
    const chosen = forms.map((form) => form?.elements.namedItem('id')?.value).filter(Boolean);
    for (const worth of document.querySelectorAll('[data-evergreen-worth]')) {
      const lines = [...worth.children];
      const lineOf = (id) => lines.find((line) => line.dataset.variants.split(' ').includes(id));
      const line = chosen.map(lineOf).find(Boolean);
      if (line) for (const other of lines) other.hidden = other !== line;
    }
  };

  document.addEventListener('click', (event) => {
    const opener = event.target.closest?.('[data-evergreen-open]');
    const loader = event.target.closest?.('[data-evergreen-load]');
    if (opener) openPanel(opener);
    else if (loader) loadActivity(loader.closest('[data-evergreen-activity]'), true);
    else if (event.target.matches?.('dialog.evergreen-panel'))
      closeFromOutside(event.target, event);
  });
  // Themes put the variant into the form in their own listeners for the same event: look after them.
  document.addEventListener('change', (event) => setTimeout(followVariant, 0, event));
})();
