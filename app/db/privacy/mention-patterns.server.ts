import type { CustomerId, OrderId } from '#app/loyalty/ids.ts';

/** By what a kept body may name a person. */
export interface PersonTraces {
  /** Her own, and those of whoever became her by a merge. */
  readonly customerIds: readonly CustomerId[];
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly orderIds: readonly OrderId[];
}

/** Most ids of one pattern: a longer alternation takes long to compile. */
const IDS_MAX = 200;

/** Anything shorter stands in every body. */
const TEXT_LENGTH_MIN = 5;

/**
 * Patterns for PostgreSQL's `~`, of which at least one matches a body that names the person. They are for bodies as
 * `lower(encode(body, 'escape'))` writes them, which works on any bytes: an id between other characters than digits;
 * an e-mail or a phone as it stands, escaped as JSON may escape it, and as a part of an address of the web.
 */
export function mentionPatterns({ customerIds, emails, phones, orderIds }: PersonTraces): string[] {
  const ids = [...new Set<string>([...customerIds, ...orderIds])];
  const wanted = [...emails, ...phones].map((text) => text.trim().toLowerCase());
  const spellings = new Set(
    wanted.filter((text) => text.length >= TEXT_LENGTH_MIN).flatMap(spellingsOf),
  );
  return Array.from({ length: Math.ceil(ids.length / IDS_MAX) }, (_, chunk) => {
    const chunkIds = ids.slice(chunk * IDS_MAX, (chunk + 1) * IDS_MAX);
    // One pattern for everything, while there are few ids: every further one is another pass over every body.
    const texts = chunk === 0 ? [...spellings].map(toPattern) : [];
    return [`(^|[^0-9])(${chunkIds.join('|')})([^0-9]|$)`, ...texts].join('|');
  });
}

/** How a text may stand in a body: as it is, in JSON's escapes, in an address of the web. */
function spellingsOf(text: string): string[] {
  const inJson = JSON.stringify(text).slice(1, -1);
  const asciiJson = inJson.replaceAll(/[^ -~]|[&<>+']/g, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => String.raw`\u` + character.charCodeAt(at).toString(16).padStart(4, '0'),
    ).join(''),
  );
  return [inJson, asciiJson, encodeURIComponent(text).toLowerCase()];
}

/** A text as `encode(…, 'escape')` writes its bytes, with what has a meaning in patterns made literal. */
function toPattern(text: string): string {
  const escaped = Array.from(Buffer.from(text, 'utf8'), (byte) => {
    if (byte === 0 || byte > 0x7f) return `\\${byte.toString(8).padStart(3, '0')}`;
    return byte === 0x5c ? '\\\\' : String.fromCharCode(byte);
  }).join('');
  return escaped.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
