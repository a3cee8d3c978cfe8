/* What a member has, what she can have for her points, and what she had. */
import { arrive, ask, sendJson, shopOf, tell } from './evergreen-app.js';
import { askFirst, copyOf, drawIcon, drawList, focusIn, listOf, part } from './evergreen-rows.js';
import { forgetWishes, keyOfWish } from './evergreen-wishes.js';

/** Few choices at a time. */
const SHOWN = 4;

/** How long it takes until what is under way is looked at again, longer each time. */
const LOOKS_MS = [1_500, 3_000, 6_000, 12_000, 24_000, 48_000];

/** Answers that say what became of a wish. */
const SETTLED = [
  'redeemed',
  'refused',
  'not_enough',
  'no_reward',
  'no_such_offer',
  'contradictory',
];

const ICONS = {
  free_shipping: 'truck',
  free_product: 'gift',
  store_credit: 'wallet',
  gift_card: 'wallet',
  experience: 'star',
};

/** Brings the tab up to date. @param look how often it was looked at for what is under way */
export const fillRewards = async (tab, look = 0) => {
  const answer = await ask(tab, 'rewards');
  if (!answer && look > 0) return;
  if (!arrive(tab, answer)) return;
  forgetWishes(answer.own.map(({ key }) => key));
  showBalance(tab, answer.balance);
  part(tab, 'own').hidden = answer.own.length === 0;
  part(tab, 'none').hidden = answer.rewards.length > 0;
  drawList(listOf(tab, 'own'), answer.own, (own) => ownRow(tab, own));
  const balance = answer.balance.points;
  const rewards = answer.rewards.map((reward) => ({ ...reward, balance }));
  drawList(listOf(tab, 'rewards'), rewards, (reward) => rewardRow(tab, reward));
  showFew(tab);
  wireOver(tab);
  if (answer.own.some(({ isUnderWay }) => isUnderWay)) lookAgain(tab, look);
};

const lookAgain = (tab, look) => {
  const wait = LOOKS_MS[look];
  clearTimeout(tab.evergreenLook);
  if (!wait) return;
  tab.evergreenLook = setTimeout(() => {
    if (tab.closest('dialog').open && !tab.hidden) fillRewards(tab, look + 1);
  }, wait);
};

/** The page was written before points were used: what it says of them follows. */
const showBalance = (tab, { number, unit, text }) => {
  const panel = tab.closest('dialog');
  const places = { '.evergreen-standing__number': number, '.evergreen-standing__unit': unit };
  for (const [place, words] of Object.entries(places)) {
    panel.querySelector(place).textContent = words;
  }
  document.querySelector('.evergreen-launcher > span').textContent = text;
};

const showFew = (tab) => {
  const rows = [...listOf(tab, 'rewards').children];
  const more = tab.querySelector('[data-do="more"]');
  const shown = Number(tab.dataset.shown ?? SHOWN);
  rows.forEach((row, index) => (row.hidden = index >= shown));
  more.hidden = rows.length <= shown;
  more.onclick = () => {
    tab.dataset.shown = shown + SHOWN;
    showFew(tab);
    focusIn(rows[shown]);
  };
};

/* --- A reward --- */

const rewardRow = (tab, reward) => {
  const { offers } = reward;
  const row = copyOf(tab, 'reward', { name: reward.name, terms: reward.terms.join(' ') });
  const choice = row.querySelector('select');
  drawIcon(row, ICONS[reward.kind] ?? 'tag');
  part(row, 'choice').hidden = offers.length === 1;
  choice.append(...offers.map(({ option }, index) => new Option(option, index)));
  const show = () => showOffer(row, reward, offers[choice.value]);
  choice.addEventListener('change', show);
  choice.value = Math.max(
    0,
    offers.findLastIndex((offer) => isFree(offer)),
  );
  show();
  askFirst(row, () => redeem(tab, reward, offers[choice.value]));
  return row;
};

const isFree = ({ because, missing }) => because.length === 0 && missing === null;

const showOffer = (row, { offers, balance }, offer) => {
  const { gift, missing, question } = offer;
  // Among several each says its price itself.
  const price = offers.length > 1 ? '' : offer.price;
  const texts = { gift, price, question, missing, because: offer.because.join(' ') };
  for (const place of row.querySelectorAll('[data-text]')) {
    const text = texts[place.dataset.text];
    if (text === undefined) continue;
    place.textContent = text ?? '';
    place.hidden = !text;
  }
  const isShort = missing !== null && offer.because.length === 0;
  const progress = row.querySelector('progress');
  part(row, 'missing').hidden = !isShort;
  progress.max = offer.points;
  progress.value = balance;
  part(row, 'question').hidden = true;
  row.querySelector('[data-do="ask"]').hidden = !isFree(offer);
};

const redeem = async (tab, { key: reward }, { points, choice }) => {
  const key = keyOfWish(reward, points, choice);
  const wish = { intent: 'redeem', reward, points, choice, key };
  const said = await sendJson(tab, 'redemptions', wish);
  const answer = said?.state ? said : null;
  tell(tab, answer);
  // Otherwise nobody knows what became of it, or of an earlier try: the same key asks for the same, and takes nothing twice.
  if (SETTLED.includes(answer?.state)) forgetWishes([key]);
  if (!answer || answer.state === 'too_many_requests') return;
  await fillRewards(tab);
  const [newest] = listOf(tab, 'own').children;
  if (answer.state === 'redeemed' && newest) focusIn(newest);
};

/* --- What she has --- */

const ownRow = (tab, own) => {
  const { name, about, code, kind } = own;
  const row = copyOf(tab, 'own', { name, about: about.join(' '), code, gift: name });
  const apply = part(row, 'apply');
  const { discount, cart } = shopOf(tab);
  drawIcon(row, ICONS[kind] ?? 'tag');
  part(row, 'code').hidden = !code;
  apply.hidden = !own.isForCart;
  if (own.isForCart) {
    apply.href = `${discount}${encodeURIComponent(code)}?${new URLSearchParams({ redirect: cart })}`;
  }
  const copy = row.querySelector('[data-do="copy"]');
  copy.addEventListener('click', () => copyCode(tab, copy, row.querySelector('code')));
  row.querySelector('[data-do="ask"]').hidden = !own.isCancellable;
  askFirst(row, () => giveBack(tab, own));
  return row;
};

const copyCode = async (tab, button, code) => {
  const isCopied = await copyText(code.textContent);
  // Where a browser does not let a page copy, it is marked, and a key does the rest.
  if (!isCopied) window.getSelection().selectAllChildren(code);
  const text = isCopied ? button.dataset.copied : button.dataset.marked;
  tell(tab, { text });
};

const copyText = async (text) => {
  try {
    await window.navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

const giveBack = async (tab, { id }) => {
  const answer = await sendJson(tab, 'redemptions', { intent: 'cancel', id });
  tell(tab, answer);
  if (answer) await fillRewards(tab);
};

/* --- What is over --- */

const wireOver = (tab) => {
  const over = part(tab, 'over');
  over.ontoggle = () => {
    const isNew = over.open && listOf(over, 'over').childElementCount === 0;
    if (isNew) showOlder(tab, over, null);
  };
};

const showOlder = async (tab, over, before) => {
  const older = over.querySelector('[data-do="older"]');
  const page = await ask(tab, 'redemptions', { view: 'over', ...(before && { before }) });
  if (page?.state !== 'member') return tell(tab, null);
  const list = listOf(over, 'over');
  list.append(...page.redemptions.map((each) => copyOf(tab, 'over', each)));
  part(over, 'over-none').hidden = list.childElementCount > 0;
  older.hidden = page.next === null;
  older.onclick = () => showOlder(tab, over, page.next);
};
