import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A page for people who read the repository. */
export interface Page {
  /** From the project's folder. */
  readonly file: string;
  readonly text: string;
}

/** Every page: what lies at the top, in `docs`, and beside what it describes. */
export const PAGES: readonly Page[] = globSync(['*.md', 'docs/**/*.md', 'tests/**/*.md'])
  .toSorted()
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

/** @returns the text without blocks of code, whose brackets and backticks mean something else */
export function proseOf(text: string): string {
  return text.replaceAll(/^```.*?^```/gms, '');
}

/** @returns where a page's links and pictures lead, those to the web and within `<code>` left out */
export function linksOf({ file, text }: Page): { file: string; anchor: string }[] {
  const prose = proseOf(text).replaceAll(/`[^`\n]*`/g, '');
  const targets = [
    ...[...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target),
    ...[...prose.matchAll(/<img src="([^"]+)"/g)].map(([, target = '']) => target),
  ];
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [place = '', anchor = ''] = target.split('#');
      return { file: place ? path.join(path.dirname(file), place) : file, anchor };
    });
}

/** @returns what a page's headings are called in a link, as GitHub names them */
export function anchorsOf({ text }: Page): Set<string> {
  const headings = [...proseOf(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(/\s/g, '-'),
    ),
  );
}
