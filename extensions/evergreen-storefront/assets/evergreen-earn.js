/* Challenges, and what brings points besides buying. */
import { arrive, ask, sendForm, tell } from './evergreen-app.js';
import {
  copyOf,
  drawIcon,
  drawList,
  focusIn,
  listOf,
  part,
  whileWaiting,
  writeLines,
} from './evergreen-rows.js';
import { fillRewards } from './evergreen-rewards.js';

const ICONS = { birthday: 'cake', newsletter: 'mail', staff: 'shop', code: 'key', api: 'check' };

/** Brings the tab up to date. */
export const fillEarn = async (tab) => {
  const [actions, challenges] = await Promise.all([ask(tab, 'actions'), ask(tab, 'challenges')]);
  if (!arrive(tab, actions)) return;
  const goals = challenges?.challenges ?? [];
  const isOver = ({ way }) => Number(way.status !== null);
  const ways = actions.actions
    .map((way) => ({ ...way, told: actions.birthday }))
    .sort((one, other) => isOver(one) - isOver(other));
  part(tab, 'challenges').hidden = goals.length === 0;
  part(tab, 'ways').hidden = ways.length === 0;
  drawList(listOf(tab, 'challenges'), goals, (goal) => challengeRow(tab, goal));
  drawList(listOf(tab, 'ways'), ways, (way) => wayRow(tab, way));
  const code = part(tab, 'code');
  code.hidden = !ways.some(({ occasion }) => occasion === 'code');
  onSubmit(code, (fields) => enterCode(tab, code, fields));
};

/* --- A challenge --- */

const challengeRow = (tab, challenge) => {
  const { name, progress, reached, goal, isStamps, about, terms } = challenge;
  const row = copyOf(tab, 'challenge', { name, progress, about: about.join(' ') });
  const bar = row.querySelector('.evergreen-progress');
  const stamps = row.querySelector('.evergreen-stamps');
  bar.max = goal;
  bar.value = reached;
  bar.hidden = isStamps;
  bar.setAttribute('aria-label', `${name}: ${progress}`);
  stamps.hidden = !isStamps;
  if (isStamps)
    stamps.append(...Array.from({ length: goal }, (_, index) => stamp(index < reached)));
  writeLines(listOf(row, 'terms'), terms);
  return row;
};

const stamp = (isFull) => {
  const element = document.createElement('i');
  element.classList.toggle('evergreen-stamps__full', isFull);
  return element;
};

/* --- A way to earn --- */

const wayRow = (tab, way) => {
  const { name, points, occasion, address } = way;
  const { how, status, because } = way.way;
  // What is done needs no telling how.
  const texts = { how: status === null ? how : '', status, because: because.join(' ') };
  const row = copyOf(tab, 'way', { name, points, ...texts });
  const link = part(row, 'address');
  drawIcon(row, ICONS[occasion] ?? 'star');
  link.hidden = !address;
  if (address) link.href = address;
  const more = row.querySelector('.evergreen-row__more');
  if (occasion === 'birthday') more.append(birthdayForm(tab, way));
  if (occasion === 'claim' && status === null) more.append(claimForm(tab, way));
  return row;
};

const claimForm = (tab, { key, proof }) => {
  const details = copyOf(tab, 'claim');
  for (const kind of ['link', 'text']) if (kind !== proof) part(details, kind).remove();
  onSubmit(details.querySelector('form'), ({ proof: given = '' }) =>
    send(tab, 'claim', { action: key, proof: given }),
  );
  return details;
};

const enterCode = async (tab, form, fields) => {
  const answer = await send(tab, 'code', fields);
  if (answer?.state === 'given') form.reset();
};

/* --- The birthday --- */

const birthdayForm = (tab, { told }) => {
  const details = copyOf(tab, 'birthday');
  const form = details.querySelector('form');
  const summary = details.querySelector('summary');
  const forget = details.querySelector('[data-do="forget"]');
  form.elements.month.append(...monthNames().map((name, index) => new Option(name, index + 1)));
  forget.hidden = !told;
  if (told) {
    for (const name of ['day', 'month', 'year']) form.elements[name].value = told[name] ?? '';
    summary.textContent = summary.dataset.told.replace('#', writeDay(told));
  }
  onSubmit(form, (fields) => send(tab, 'birthday', fields));
  forget.addEventListener('click', () =>
    whileWaiting(forget, () => send(tab, 'birthday', { day: '', month: '', year: '' })),
  );
  return details;
};

const language = () => document.documentElement.lang || 'en';

/** A leap year: it has every day that anybody can be born on. */
const dateOf = (month, day) => new Date(Date.UTC(2024, month - 1, day));

const monthNames = () => {
  const format = new Intl.DateTimeFormat(language(), { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, index) => format.format(dateOf(index + 1, 1)));
};

const writeDay = ({ month, day }) =>
  new Intl.DateTimeFormat(language(), { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    dateOf(month, day),
  );

/* --- Sending --- */

const onSubmit = (form, act) => {
  form.onsubmit = (event) => {
    event.preventDefault();
    const button = form.querySelector('[type="submit"]');
    whileWaiting(button, () => act(Object.fromEntries(new FormData(form))));
  };
};

/** What brings something: the tab follows, and so does what she can have for it. */
const CHANGES = ['given', 'awaiting', 'refused', 'saved'];

const send = async (tab, path, fields) => {
  const answer = await sendForm(tab, path, fields);
  tell(tab, answer);
  if (!CHANGES.includes(answer?.state)) return answer;
  await fillEarn(tab);
  await fillRewards(document.getElementById('evergreen-rewards'));
  if (!tab.contains(document.activeElement)) focusIn(tab);
  return answer;
};
