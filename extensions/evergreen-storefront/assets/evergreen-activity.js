/* What a member's points did lately, newest first, a page at a time. */
import { arrive, ask, tell } from './evergreen-app.js';
import { copyOf, listOf, part, writeLines } from './evergreen-rows.js';

/** Shows the newest page. */
export const fillActivity = async (tab) => {
  const page = await ask(tab, 'activity');
  if (!arrive(tab, page)) return;
  listOf(tab, 'activity').replaceChildren();
  add(tab, page);
};

const add = (tab, { entries, next }) => {
  const list = listOf(tab, 'activity');
  const older = tab.querySelector('[data-do="older"]');
  const rows = entries.map((entry) => entryRow(tab, entry));
  list.append(...rows);
  part(tab, 'none').hidden = list.childElementCount > 0;
  older.hidden = next === null;
  older.onclick = () => showOlder(tab, next);
  return rows;
};

const showOlder = async (tab, cursor) => {
  const page = await ask(tab, 'activity', { cursor });
  if (page?.state !== 'member') return tell(tab, null);
  // The button that was pressed may be gone: the keyboard goes on at what came.
  const [first] = add(tab, page);
  first?.querySelector('summary').focus();
};

const entryRow = (tab, entry) => {
  const { text, points, date, at, because } = entry;
  const row = copyOf(tab, 'entry', { text, points, date });
  row.querySelector('time').dateTime = at;
  writeLines(listOf(row, 'because'), because);
  return row;
};
