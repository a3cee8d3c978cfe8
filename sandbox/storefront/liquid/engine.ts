import { Liquid } from 'liquidjs';
import type { Visit } from '../visit.ts';
import { type FilterSources, registerFilters } from './filters.ts';
import { registerTags } from './tags.ts';

/** Where a piece of Liquid comes from: the theme, or an app's extension. */
export interface LiquidRoom extends Omit<FilterSources, 'visit'> {
  /** Folder of the snippets that `{% render %}` finds; an extension sees its own and no others. */
  readonly snippets: string;
  readonly renderSection?: (type: string) => Promise<string>;
}

/** Longest that one template may take: beyond that a loop does not end. */
const RENDER_MILLISECONDS_MAX = 5_000;

/**
 * A Liquid engine for one page. Templates are read and parsed anew each time, so that an edit shows on
 * the next reload.
 * @param globals Shopify's global objects, visible in snippets too
 */
export function createEngine(visit: Visit, room: LiquidRoom, globals: object): Liquid {
  const liquid = new Liquid({
    partials: room.snippets,
    root: room.snippets,
    relativeReference: false,
    extname: '.liquid',
    cache: false,
    ownPropertyOnly: true,
    // A filter that the sandbox does not have is an error that is seen, never a text that is quietly wrong.
    strictFilters: true,
    renderLimit: RENDER_MILLISECONDS_MAX,
    timezoneOffset: visit.world.shop.get().timezone,
    locale: visit.locale,
    globals,
  });
  registerFilters(liquid, { ...room, visit });
  registerTags(liquid, visit, room.renderSection);
  return liquid;
}

const SCHEMA = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/;
const DOC = /\{%-?\s*doc\s*-?%\}[\s\S]*?\{%-?\s*enddoc\s*-?%\}/g;

/**
 * Separates a section or block file into what is rendered and its schema,
 * https://shopify.dev/docs/storefronts/themes/architecture/sections/section-schema
 * @throws SyntaxError when the schema is not JSON
 */
export function splitSchema(source: string): { template: string; schema: unknown } {
  const [, json = '{}'] = SCHEMA.exec(source) ?? [];
  const schema: unknown = JSON.parse(json);
  return { template: source.replace(SCHEMA, '').replace(DOC, ''), schema };
}
