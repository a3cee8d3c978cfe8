/* Copies of templates, filled with texts. */

/** A part of a tab or a row, by its name. */
export const part = (element, name) => element.querySelector(`[data-part="${name}"]`);

/** A list of a tab or a row, by its name. */
export const listOf = (element, name) => element.querySelector(`[data-list="${name}"]`);

/**
 * A copy of a template with these texts in it; what has no text is hidden.
 * @param texts by the names that the template gives its places
 */
export const copyOf = (tab, template, texts = {}) => {
  const source = tab.querySelector(`[data-template="${template}"]`);
  const row = source.content.firstElementChild.cloneNode(true);
  for (const [name, text] of Object.entries(texts)) {
    for (const place of row.querySelectorAll(`[data-text="${name}"]`)) {
      place.textContent = text ?? '';
      place.hidden = !text;
    }
  }
  return row;
};

/** Sentences, each in a line of its own. */
export const writeLines = (list, sentences) => {
  const lines = sentences.map((sentence) => {
    const line = document.createElement('li');
    line.textContent = sentence;
    return line;
  });
  list.replaceChildren(...lines);
};

/** The drawing of a row. */
export const drawIcon = (row, name) =>
  row.querySelector('use').setAttribute('href', `#evergreen-icon-${name}`);

const written = new WeakMap();

/**
 * Draws a list anew where anything of it has changed, so that a row which somebody is just using stays; the keyboard goes
 * on in the row where it was.
 * @param make makes a row of an item
 */
export const drawList = (list, items, make) => {
  const state = JSON.stringify(items);
  if (written.get(list) === state) return;
  written.set(list, state);
  const place = [...list.children].findIndex((row) => row.contains(document.activeElement));
  list.replaceChildren(...items.map(make));
  if (place >= 0) focusIn(list.children[place] ?? list.closest('.evergreen-tab'));
};

/** Puts the keyboard onto the first thing of a row that can be used. */
export const focusIn = (row) => {
  const usable = [...row.querySelectorAll('a[href], button, summary, input, select, textarea')];
  usable.find((element) => element.offsetParent)?.focus();
};

/**
 * Wires a button that asks once before it does anything.
 * @param act what is done then; the buttons wait for it
 */
export const askFirst = (row, act) => {
  const [ask, yes, no] = ['ask', 'yes', 'no'].map((name) =>
    row.querySelector(`[data-do="${name}"]`),
  );
  const question = part(row, 'question');
  const turn = (isAsked) => {
    question.hidden = !isAsked;
    ask.hidden = isAsked;
    (isAsked ? yes : ask).focus();
  };
  ask.addEventListener('click', () => turn(true));
  no.addEventListener('click', () => turn(false));
  yes.addEventListener('click', () => whileWaiting(yes, act));
};

/** Does something once, however often its button is pressed meanwhile; the button keeps the keyboard. */
export const whileWaiting = async (button, act) => {
  if (button.hasAttribute('aria-disabled')) return;
  button.setAttribute('aria-disabled', 'true');
  try {
    await act();
  } finally {
    button.removeAttribute('aria-disabled');
  }
};
