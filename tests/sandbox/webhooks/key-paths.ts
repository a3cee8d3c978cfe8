/**
 * Every path to a key in a body, with `[]` for the items of a list: what the body is made of, whatever it says.
 */
export function keyPaths(value: unknown, path = ''): Set<string> {
  if (Array.isArray(value)) {
    return new Set(value.flatMap((item) => [...keyPaths(item, `${path}[]`)]));
  }
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) => {
      const here = path === '' ? key : `${path}.${key}`;
      return [here, ...keyPaths(inner, here)];
    }),
  );
}

/** One of the real bodies was copied out of a log that broke one of its keys in two. */
const BROKEN = /[^\w.[\]]/;

/** Sorted, less those at or below one of these, which say nothing about the body's form. */
export function without(paths: Set<string>, prefixes: readonly string[]): string[] {
  return [...paths]
    .filter((path) => !BROKEN.test(path))
    .filter((path) => !prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}.`)))
    .sort();
}
