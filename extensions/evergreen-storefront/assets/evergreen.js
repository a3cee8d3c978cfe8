/*
 * Evergreen on the storefront. Everything a shopper sees first is in the page's HTML; this file only listens. It opens
 * the panel, fetches what the cart is worth by now, and loads what fills the member's tabs.
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
    bringUpToDate(panel);
  };

  const bringUpToDate = (panel) => {
    const cart = panel.querySelector('[data-evergreen-cart]');
    const tab = panel.querySelector('[role="tab"][aria-selected="true"]');
    if (cart) refreshCart(cart);
    if (tab) chooseTab(tab);
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
  const pointsFor = (amount, { points, percent, per, plus, minimum }) => {
    if (amount <= 0 || amount < Number(minimum)) return 0;
    const product = points * percent * (per ? amount : 1);
    return Math.floor((product + Number(plus)) / ((per || 1) * 100));
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

  /* --- Tabs: what fills them is loaded with the first tap --- */

  const chooseTab = (tab) => {
    const list = tab.parentElement;
    list.hidden = false;
    for (const each of list.children) {
      const isChosen = each === tab;
      const content = document.getElementById(each.getAttribute('aria-controls'));
      each.setAttribute('aria-selected', isChosen);
      each.tabIndex = isChosen ? 0 : -1;
      content.setAttribute('role', 'tabpanel');
      content.hidden = !isChosen;
      if (isChosen) fillTab(content, list.parentElement);
    }
  };

  const fillTab = async (content, tabs) => {
    content.dataset.phase ??= 'loading';
    try {
      const { fill } = await import(tabs.dataset.evergreenTabs);
      await fill(content);
    } catch {
      content.dataset.phase = 'error';
    }
  };

  // The button is gone while it loads: the keyboard goes on at the tab.
  const retryTab = (content) => {
    const tab = document.getElementById(content.getAttribute('aria-labelledby'));
    content.dataset.phase = 'loading';
    tab.focus();
    chooseTab(tab);
  };

  // https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

  const moveAmongTabs = (event) => {
    const tab = event.target.closest?.('.evergreen-tabs [role="tab"]');
    const step = STEPS[event.key];
    if (!tab || !step) return;
    const tabs = [...tab.parentElement.children];
    const place = tabs.indexOf(tab) + step;
    const last = tabs.length - 1;
    const around = place < 0 ? last : 0;
    const next = Number.isFinite(step) ? (tabs[place] ?? tabs[around]) : tabs[step < 0 ? 0 : last];
    event.preventDefault();
    next.focus();
    chooseTab(next);
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

  // Where it was opened before this file had arrived.
  for (const panel of document.querySelectorAll('dialog.evergreen-panel[open]')) {
    wearPageColours(panel);
    bringUpToDate(panel);
  }
  document.addEventListener('click', (event) => {
    const opener = event.target.closest?.('[data-evergreen-open]');
    const tab = event.target.closest?.('.evergreen-tabs [role="tab"]');
    const retry = event.target.closest?.('[data-evergreen-retry]');
    if (opener) openPanel(opener);
    else if (tab) chooseTab(tab);
    else if (retry) retryTab(retry.closest('.evergreen-tab'));
    else if (event.target.matches?.('dialog.evergreen-panel'))
      closeFromOutside(event.target, event);
  });
  document.addEventListener('keydown', moveAmongTabs);
  // Themes put the variant into the form in their own listeners for the same event: look after them.
  document.addEventListener('change', (event) => setTimeout(followVariant, 0, event));
})();
