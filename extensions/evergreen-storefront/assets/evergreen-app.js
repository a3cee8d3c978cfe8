/* What the panel asks of the app, through the shop's own address. */

const WAIT_MS_MAX = 10_000;

const tabsOf = (tab) => tab.closest('[data-evergreen-tabs]');

/** What the page says of the shop: paths, the locale. */
export const shopOf = (tab) => tabsOf(tab).dataset;

/** @returns what the app answers; null where it did not, or not in time */
const request = async (tab, path, parameters, init = {}) => {
  const url = new URL(shopOf(tab).proxy + path, location.href);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const signal = AbortSignal.timeout(WAIT_MS_MAX);
  const answer = await fetch(url, { ...init, signal }).catch(() => null);
  return answer?.json().catch(() => null) ?? null;
};

/** Asks for something. */
export const ask = (tab, path, parameters = {}) =>
  request(tab, path, { locale: shopOf(tab).locale, ...parameters });

/** Sends JSON. */
export const sendJson = (tab, path, body) =>
  request(
    tab,
    path,
    {},
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...body, locale: shopOf(tab).locale }),
    },
  );

/** Sends a form. */
export const sendForm = (tab, path, fields) =>
  request(
    tab,
    path,
    {},
    {
      method: 'POST',
      body: new URLSearchParams({ ...fields, locale: shopOf(tab).locale }),
    },
  );

/** Says in the panel what came of something. Without an answer: that it may be tried again. */
export const tell = (tab, answer) => {
  const { unreachable } = shopOf(tab);
  const sentences = answer ? [answer.text, ...(answer.because ?? [])] : [unreachable];
  const place = tab.closest('dialog').querySelector('[data-evergreen-outcome]');
  place.textContent = sentences.filter(Boolean).join(' ');
};

/**
 * Shows what a tab can show after an answer: its content, or why there is none. What is there stays where no answer came.
 * @returns whether there is anything new
 */
export const arrive = (tab, answer) => {
  if (!answer && tab.dataset.phase === 'ready') {
    tell(tab, null);
    return false;
  }
  const state = answer?.state ?? 'error';
  const isHere = state === 'member';
  const isKnown = isHere || state === 'signed_out' || state === 'not_a_member';
  tab.dataset.phase = isHere ? 'ready' : isKnown ? state : 'error';
  return isHere;
};
