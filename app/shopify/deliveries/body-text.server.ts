/** A body as a person can read it. */
export interface BodyText {
  readonly text: string;
  /** Whether it is JSON, and thereby written with one value a line. */
  readonly isJson: boolean;
  /** Whether every byte was text; those that were not stand as �. */
  readonly isText: boolean;
}

/** Deeper than any body of Shopify's; indenting grows with depth times length, so there is an end to it. */
const DEPTH_MAX = 40;

/**
 * Writes a body for reading. JSON is indented as it stands, not parsed and written anew: ids beyond 2^53 and amounts
 * keep every digit, and a key that stands twice stands twice.
 * @param body the raw bytes, or the beginning of them
 * @param isWhole whether that is all of it; a part is never JSON
 */
export function writeBodyText(body: Uint8Array, isWhole: boolean): BodyText {
  const text = new TextDecoder('utf-8').decode(body);
  // A character that the end of a part has cut in two is not the sender's fault.
  const isText = isWhole ? !text.includes('\uFFFD') : !text.slice(0, -1).includes('\uFFFD');
  const indented = isWhole && isJson(text) ? indentJson(text) : undefined;
  return { text: indented ?? text, isJson: indented !== undefined, isText };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @returns undefined where it is nested too deep to be indented */
function indentJson(json: string): string | undefined {
  // Strings, empty pairs, and the signs that structure everything else; white space between them is left out.
  const tokens =
    json.match(/"[^"\\]*(?:\\.[^"\\]*)*"|\{\s*\}|\[\s*\]|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  const breakLine = () => {
    lines.push(line);
    line = '  '.repeat(depth);
  };
  for (const token of tokens) {
    if (token === '{' || token === '[') {
      depth += 1;
      if (depth > DEPTH_MAX) return undefined;
      line += token;
      breakLine();
    } else if (token === '}' || token === ']') {
      depth -= 1;
      breakLine();
      line += token;
    } else if (token === ',') {
      line += token;
      breakLine();
    } else if (token === ':') line += ': ';
    else line += /^[{[]/.test(token) ? token.replaceAll(/\s/g, '') : token;
  }
  return [...lines, line].join('\n');
}
