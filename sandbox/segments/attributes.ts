import { consentState } from '../webhooks/customer-change-body.ts';
import type { Attribute, SegmentTerms } from './member.ts';
import { SegmentQueryProblem, type Token, UnknownToSandbox } from './tokens.ts';

/** https://help.shopify.com/en/manual/customers/customer-segmentation/reference-guide, as far as the sandbox goes. */
const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  customer_tags: { kind: 'list', of: ({ customer }) => customer.tags },
  // In the shop's currency, with decimals.
  amount_spent: { kind: 'number', of: ({ amountSpent }) => amountSpent / 100 },
  number_of_orders: { kind: 'number', of: ({ numberOfOrders }) => numberOfOrders },
  customer_added_date: { kind: 'date', of: ({ customer }) => customer.createdAt.slice(0, 10) },
  email_subscription_status: {
    kind: 'text',
    of: ({ customer }) => consentState(customer).toUpperCase(),
  },
};

/**
 * Types of metafields that segments can ask for; JSON is not among them:
 * https://shopify.dev/docs/apps/build/custom-data/metafields/use-metafield-capabilities
 */
const METAFIELD_KINDS = {
  boolean: 'boolean',
  date: 'date',
  date_time: 'date',
  id: 'text',
  number_decimal: 'number',
  number_integer: 'number',
  single_line_text_field: 'text',
} as const;

function isUsable(type: string | undefined): type is keyof typeof METAFIELD_KINDS {
  return type !== undefined && type in METAFIELD_KINDS;
}

function metafieldAttribute(token: Token, terms: SegmentTerms): Attribute {
  const [, written = '', key = ''] = /^metafields\.(.+)\.([^.]+)$/.exec(token.text) ?? [];
  const { appNamespace } = terms;
  const namespace = written
    .replace(/^\$app$/, appNamespace)
    .replace(/^\$app:/, `${appNamespace}--`);
  const type = terms.metafieldType(namespace, key);
  if (!isUsable(type)) {
    throw new SegmentQueryProblem(token.column, `'${token.text}' filter cannot be found.`);
  }
  const kind = METAFIELD_KINDS[type];
  return {
    kind,
    of: (candidate) => {
      const value = candidate.metafield(namespace, key);
      if (value === undefined) return null;
      if (kind === 'number') return Number(value);
      return kind === 'boolean' ? value === 'true' : value;
    },
  };
}

/**
 * The attribute that a word names.
 * @throws SegmentQueryProblem for a metafield without a definition, UnknownToSandbox for any other name
 */
export function attributeOf(token: Token, terms: SegmentTerms): Attribute {
  if (token.text.startsWith('metafields.')) return metafieldAttribute(token, terms);
  const attribute = ATTRIBUTES[token.text];
  if (!attribute) throw new UnknownToSandbox(`the segment filter ${token.text}`);
  return attribute;
}
