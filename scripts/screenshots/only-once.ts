/** Pictures are taken in several sizes; what they show has happened once. */
export function onlyOnce<Given extends readonly unknown[]>(
  happen: (...given: Given) => Promise<void>,
) {
  let happened: Promise<void> | undefined;
  return (...given: Given) => (happened ??= happen(...given));
}
