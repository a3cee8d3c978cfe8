import {
  type Context,
  type Emitter,
  Hash,
  type Liquid,
  type Parser,
  RenderTag,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
  Value,
} from 'liquidjs';
import type { Visit } from '../visit.ts';
import { localPath } from '../visit.ts';
import { asText, escapeHtml } from './translate.ts';

/** An app block that is ready to be put where a section says `{% render block %}`. */
export interface RenderedAppBlock {
  readonly type: '@app';
  readonly id: string;
  readonly html: string;
}

/** Parses up to a closing tag. */
function parseUntil(
  end: string,
  token: TagToken,
  remainTokens: TopLevelToken[],
  parser: Parser,
): Template[] {
  const templates: Template[] = [];
  while (remainTokens.length > 0) {
    const next = remainTokens.shift();
    if (!next) break;
    if ('name' in next && next.name === end) return templates;
    templates.push(parser.parseToken(next, remainTokens));
  }
  throw new Error(`${token.getText()} is not closed by ${end}`);
}

/**
 * `{% render block %}` puts an app block into a section,
 * https://shopify.dev/docs/storefronts/themes/architecture/blocks/app-blocks; everything else is a snippet.
 */
class RenderTagForBlocks extends RenderTag {
  readonly #variable: Value | undefined;

  constructor(token: TagToken, remain: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remain, liquid, parser);
    const name = token.args.trim();
    this.#variable = /^\w+$/.test(name) ? new Value(name, liquid) : undefined;
  }

  override *render(ctx: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    if (!this.#variable) return yield* super.render(ctx, emitter);
    const block = (yield this.#variable.value(ctx)) as RenderedAppBlock | undefined;
    emitter.write(block?.html ?? '');
  }
}

/** The action and classic name of each kind of form, https://shopify.dev/docs/api/liquid/tags/form */
const FORM_ACTIONS: Record<string, string> = {
  product: '/cart/add',
  cart: '/cart',
  localization: '/localization',
  customer_login: '/account/login',
  create_customer: '/account/register',
};

/** `{% form 'product', product, class: 'x' %}…{% endform %}` */
function formTag(visit: Visit) {
  return class FormTag extends Tag {
    readonly #kind: string;
    readonly #attributes: Hash;
    readonly #content: Template[];

    constructor(token: TagToken, remain: TopLevelToken[], liquid: Liquid, parser: Parser) {
      super(token, remain, liquid);
      const [, kind = '', rest = ''] = /^\s*['"](\w+)['"](.*)$/s.exec(token.args) ?? [];
      if (!(kind in FORM_ACTIONS)) throw new Error(`The sandbox has no form of type "${kind}"`);
      this.#kind = kind;
      // A second argument (the product) only matters to forms that Shopify fills in; named ones are attributes.
      this.#attributes = new Hash(rest.replace(/^\s*,\s*[\w.]+(?=\s*(,|$))/, ''));
      this.#content = parseUntil('endform', token, remain, parser);
    }

    *render(ctx: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      const own = (yield this.#attributes.render(ctx)) as Record<string, unknown>;
      const action = localPath(visit, FORM_ACTIONS[this.#kind] ?? '/');
      const values: Record<string, unknown> = {
        method: 'post',
        action,
        'accept-charset': 'UTF-8',
        ...own,
      };
      const html = Object.entries(values).map(([name, value]) => {
        return ` ${name}="${escapeHtml(asText(value))}"`;
      });
      emitter.write(`<form${html.join('')}>`);
      emitter.write(`<input type="hidden" name="form_type" value="${this.#kind}">`);
      if (this.#kind === 'localization') {
        const here = escapeHtml(`${visit.url.pathname}${visit.url.search}`);
        emitter.write(`<input type="hidden" name="return_to" value="${here}">`);
      }
      yield this.liquid.renderer.renderTemplates(this.#content, ctx, emitter);
      emitter.write('</form>');
    }
  };
}

/**
 * `{% style %}`, `{% stylesheet %}`, `{% javascript %}`: inline elements that the page's own
 * Content-Security-Policy lets through, https://shopify.dev/docs/api/liquid/tags/style
 */
function inlineTag(name: string, element: 'style' | 'script', visit: Visit) {
  return class InlineTag extends Tag {
    readonly #content: Template[];

    constructor(token: TagToken, remain: TopLevelToken[], liquid: Liquid, parser: Parser) {
      super(token, remain, liquid);
      this.#content = parseUntil(`end${name}`, token, remain, parser);
    }

    *render(ctx: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      emitter.write(`<${element} nonce="${visit.nonce}" data-shopify>`);
      yield this.liquid.renderer.renderTemplates(this.#content, ctx, emitter);
      emitter.write(`</${element}>`);
    }
  };
}

/** `{% section 'header' %}`, https://shopify.dev/docs/api/liquid/tags/section */
function sectionTag(renderSection: (type: string) => Promise<string>) {
  return class SectionTag extends Tag {
    readonly #type: string;

    constructor(token: TagToken, remain: TopLevelToken[], liquid: Liquid) {
      super(token, remain, liquid);
      this.#type = token.args.trim().replace(/^['"]|['"]$/g, '');
    }

    *render(_ctx: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      emitter.write(yield renderSection(this.#type));
    }
  };
}

/**
 * Registers Shopify's own tags.
 * @param renderSection how a section that the layout names is rendered; an app's extension has none
 */
export function registerTags(
  liquid: Liquid,
  visit: Visit,
  renderSection?: (type: string) => Promise<string>,
): void {
  liquid.registerTag('render', RenderTagForBlocks);
  liquid.registerTag('form', formTag(visit));
  liquid.registerTag('style', inlineTag('style', 'style', visit));
  liquid.registerTag('stylesheet', inlineTag('stylesheet', 'style', visit));
  liquid.registerTag('javascript', inlineTag('javascript', 'script', visit));
  if (renderSection) liquid.registerTag('section', sectionTag(renderSection));
}
