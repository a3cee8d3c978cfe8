/*
 * Each wish for a reward has a key, chosen at random and kept until it is known what became of it: so neither a second
 * tap nor a reload takes points twice.
 */
const PLACE = 'evergreen-wishes';

let wishes = read();

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE)) ?? {};
  } catch {
    return {};
  }
}

const keep = () => {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(wishes));
  } catch {
    // Where a browser keeps nothing, the page does.
  }
};

/** The key of a wish: the same until it is forgotten. */
export const keyOfWish = (reward, points, choice) => {
  const name = `${reward} ${points} ${choice}`;
  wishes[name] ??= crypto.randomUUID();
  keep();
  return wishes[name];
};

/** Forgets wishes of which it is known what became of them. */
export const forgetWishes = (keys) => {
  wishes = Object.fromEntries(Object.entries(wishes).filter(([, key]) => !keys.includes(key)));
  keep();
};
