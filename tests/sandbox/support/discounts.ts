import type { AdminShop, ApiAnswer } from './admin-shop.ts';

/** Scopes of an app that gives rewards. */
export const REWARD_SCOPES = [
  'read_orders',
  'write_customers',
  'write_discounts',
  'write_products',
];

interface Payload {
  codeDiscountNode?: { id: string } | null;
  automaticDiscountNode?: { id: string } | null;
  userErrors: { field: string[] | null; message: string; code: string | null }[];
}

/** Runs a mutation whose answer is a node and user errors. */
export async function run(
  shop: Pick<AdminShop, 'ask'>,
  mutation: string,
  argument: string,
  type: string,
  input: object,
): Promise<Payload> {
  const node = mutation.includes('Automatic') ? 'automaticDiscountNode' : 'codeDiscountNode';
  const query = `mutation Run($input: ${type}!) {
    ${mutation}(${argument}: $input) { ${node} { id } userErrors { field message code } }
  }`;
  const answer: ApiAnswer = await shop.ask(query, { input }, REWARD_SCOPES);
  if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
  return answer.data?.[mutation] as Payload;
}

/** An input of `discountCodeBasicCreate`: 10 % off everything for everybody, unless told. */
export function basicInput(code: string, change: object = {}): object {
  return {
    title: `Discount ${code}`,
    code,
    startsAt: '2026-01-01T00:00:00Z',
    context: { all: 'ALL' },
    customerGets: { items: { all: true }, value: { percentage: 0.1 } },
    ...change,
  };
}

/** Adds a discount with a code; answers its id. */
export async function createBasic(
  shop: Pick<AdminShop, 'ask'>,
  code: string,
  change: object = {},
): Promise<string> {
  const input = basicInput(code, change);
  const created = await run(
    shop,
    'discountCodeBasicCreate',
    'basicCodeDiscount',
    'DiscountCodeBasicInput',
    input,
  );
  if (!created.codeDiscountNode) throw new Error(JSON.stringify(created.userErrors));
  return created.codeDiscountNode.id;
}

/** Adds an automatic discount: 5 % off everything, unless told. */
export async function createAutomatic(
  shop: Pick<AdminShop, 'ask'>,
  change: object = {},
): Promise<Payload> {
  return run(
    shop,
    'discountAutomaticBasicCreate',
    'automaticBasicDiscount',
    'DiscountAutomaticBasicInput',
    {
      title: 'Members',
      startsAt: '2026-01-01T00:00:00Z',
      customerGets: { items: { all: true }, value: { percentage: 0.05 } },
      ...change,
    },
  );
}
