import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { adminApiApp } from '#sandbox/admin-api/app.ts';
import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';

import { type AdminShop, buyCoffee, openAdminShop } from '../support/admin-shop.ts';

const DAY_MS = 86_400_000;

const RUN = `mutation Run($query: String!, $groupObjects: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
    bulkOperation { id status url }
    userErrors { field message code }
  }
}`;
const READ = `query Read($id: ID!) {
  bulkOperation(id: $id) {
    id status errorCode objectCount rootObjectCount fileSize url partialDataUrl completedAt type
  }
}`;
const ORDERS_WITH_LINES = `{ orders(sortKey: CREATED_AT) { edges { node {
  id name lineItems { edges { node { id quantity } } }
} } } }`;

interface Operation {
  id: string;
  status: string;
  url: string | null;
  partialDataUrl: string | null;
  objectCount: string;
}

let shop: AdminShop;
beforeAll(() => loadAdminSchema());
beforeEach(async () => {
  shop = await openAdminShop();
  shop.world.bulkOperations.settings.put({ delayMs: 0, failWith: null });
});
afterEach(() => shop.close());

async function run(query: string, groupObjects = true, scopes?: string[]) {
  const { data } = await shop.ask(RUN, { query, groupObjects }, scopes);
  return data?.['bulkOperationRunQuery'] as {
    bulkOperation: Operation | null;
    userErrors: { message: string; code: string }[];
  };
}

async function read(id: string | undefined): Promise<Operation> {
  const { data } = await shop.ask(READ, { id });
  return data?.['bulkOperation'] as Operation;
}

async function finished(query: string, groupObjects = true, scopes?: string[]): Promise<Operation> {
  const { bulkOperation, userErrors } = await run(query, groupObjects, scopes);
  expect(userErrors).toEqual([]);
  await shop.world.bulkOperations.untilIdle();
  return read(bulkOperation?.id);
}

async function linesAt(address: string | null): Promise<Record<string, unknown>[]> {
  const answer = await adminApiApp(shop.world).request(new URL(address ?? '').pathname);
  expect(answer.status).toBe(200);
  const text = await answer.text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('what a bulk query finds', () => {
  test('stands on lines of its own, each nested object right after its parent', async () => {
    const orders = [buyCoffee(shop.world, 1), buyCoffee(shop.world, 2)];
    const operation = await finished(ORDERS_WITH_LINES);
    expect(operation).toMatchObject({
      status: 'COMPLETED',
      errorCode: null,
      objectCount: '4',
      rootObjectCount: '2',
      partialDataUrl: null,
    });
    const gids = orders.map(({ id }) => `gid://shopify/Order/${id}`);
    expect(await linesAt(operation.url)).toEqual([
      { id: gids[0], name: orders[0]?.name },
      { id: expect.stringContaining('LineItem') as string, quantity: 1, __parentId: gids[0] },
      { id: gids[1], name: orders[1]?.name },
      { id: expect.stringContaining('LineItem') as string, quantity: 2, __parentId: gids[1] },
    ]);
  });

  test('comes with all parents first where nothing is grouped', async () => {
    buyCoffee(shop.world);
    buyCoffee(shop.world);
    const { url } = await finished(ORDERS_WITH_LINES, false);
    const nested = (await linesAt(url)).map((line) => '__parentId' in line);
    expect(nested).toEqual([false, false, true, true]);
  });

  test('is what the shop holds when it runs, not when it was asked for', async () => {
    const { bulkOperation } = await run(ORDERS_WITH_LINES);
    expect(bulkOperation).toMatchObject({ status: 'CREATED', url: null });
    buyCoffee(shop.world);
    await shop.world.bulkOperations.untilIdle();
    expect(await read(bulkOperation?.id)).toMatchObject({ rootObjectCount: '1' });
  });

  test('follows the search, and ignores pages', async () => {
    const [older, newer] = [buyCoffee(shop.world), buyCoffee(shop.world)];
    shop.world.orders.put({ ...older, updatedAt: '2020-01-01T00:00:00Z' });
    const { url } = await finished(
      `{ orders(first: 1, query: "updated_at:>='2021-01-01T00:00:00Z'") { edges { node { name } } } }`,
    );
    expect(await linesAt(url)).toEqual([{ name: newer.name }]);
  });

  test('has no address where it is nothing', async () => {
    expect(await finished(ORDERS_WITH_LINES)).toMatchObject({ status: 'COMPLETED', url: null });
  });

  test('is kept for seven days', async () => {
    buyCoffee(shop.world);
    const { id, url } = await finished(ORDERS_WITH_LINES);
    shop.world.clock.set(new Date(Date.now() + 8 * DAY_MS));
    expect(await read(id)).toMatchObject({ status: 'EXPIRED', url: null });
    const answer = await adminApiApp(shop.world).request(new URL(url ?? '').pathname);
    expect(answer.status).toBe(403);
  });

  test('is read by nobody who guesses the address', async () => {
    buyCoffee(shop.world);
    const { url } = await finished(ORDERS_WITH_LINES);
    const guessed = new URL(url ?? '').pathname.replace(/[0-9a-f]{12}\.jsonl$/, '0.jsonl');
    expect((await adminApiApp(shop.world).request(guessed)).status).toBe(404);
  });
});

describe('a bulk query is refused', () => {
  const node = (fields: string) => `edges { node { id ${fields} } }`;
  test.each([
    ['without a connection', '{ shop { name } }', 'must contain at least one connection'],
    [
      'as a mutation',
      'mutation { bulkOperationCancel(id: "1") { userErrors { message } } }',
      'Only `query`',
    ],
    ['when it cannot be read', '{ orders {', 'Invalid bulk query'],
    ['with a field that there is not', `{ orders { ${node('colour')} } }`, 'Invalid bulk query'],
    ['with `nodes`', '{ orders { nodes { id } } }', "Selecting via 'nodes' is not supported"],
    [
      'with a connection inside a list',
      `{ orders { ${node(`refunds { refundLineItems { ${node('')} } }`)} } }`,
      'connection field within a list field',
    ],
    [
      'three levels deep',
      `{ customers { ${node(`orders { ${node(`lineItems { ${node('')} }`)} }`)} } }`,
      'nesting depth greater than 2',
    ],
    [
      'with more than five connections',
      `{ ${['a', 'b', 'c', 'd', 'e', 'f'].map((key) => `${key}: orders { ${node('')} }`).join(' ')} }`,
      'more than 5 connections',
    ],
    [
      'where a parent does not tell its id',
      `{ orders { edges { node { name lineItems { ${node('')} } } } } }`,
      "Connection fields without 'id': orders",
    ],
  ])('%s', async (_case, query, message) => {
    const { bulkOperation, userErrors } = await run(query);
    expect(bulkOperation).toBeNull();
    expect(userErrors[0]?.message).toContain(message);
    expect(userErrors[0]?.code).toBe('INVALID');
  });

  test('while five are under way', async () => {
    shop.world.bulkOperations.settings.put({ delayMs: 60_000, failWith: null });
    for (let times = 0; times < 5; times += 1) {
      expect((await run(ORDERS_WITH_LINES)).userErrors).toEqual([]);
    }
    expect((await run(ORDERS_WITH_LINES)).userErrors[0]?.code).toBe('LIMIT_REACHED');
  });
});

describe('an operation', () => {
  const CANCEL = `mutation Cancel($id: ID!) {
    bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { field message } }
  }`;

  test('is cancelled, and finds nothing then', async () => {
    shop.world.bulkOperations.settings.put({ delayMs: 60_000, failWith: null });
    buyCoffee(shop.world);
    const { bulkOperation } = await run(ORDERS_WITH_LINES);
    const { data } = await shop.ask(CANCEL, { id: bulkOperation?.id });
    expect(data).toMatchObject({
      bulkOperationCancel: { bulkOperation: { status: 'CANCELING' }, userErrors: [] },
    });
    await shop.world.bulkOperations.untilIdle();
    expect(await read(bulkOperation?.id)).toMatchObject({ status: 'CANCELED', url: null });
    const again = await shop.ask(CANCEL, { id: bulkOperation?.id });
    expect(again.data).toMatchObject({
      bulkOperationCancel: {
        userErrors: [{ message: 'A bulk operation cannot be canceled when it is canceled' }],
      },
    });
  });

  test('fails where the token may not see what it asks for', async () => {
    buyCoffee(shop.world);
    const customers = '{ customers { edges { node { id } } } }';
    expect(await finished(customers, true, ['read_orders'])).toMatchObject({
      status: 'FAILED',
      errorCode: 'ACCESS_DENIED',
      url: null,
    });
  });

  test('can be made to fail half way, with what it had found', async () => {
    shop.world.bulkOperations.settings.put({ delayMs: 0, failWith: 'TIMEOUT' });
    for (let times = 0; times < 60; times += 1) buyCoffee(shop.world);
    const operation = await finished('{ orders { edges { node { id } } } }');
    expect(operation).toMatchObject({ status: 'FAILED', errorCode: 'TIMEOUT', url: null });
    expect((await linesAt(operation.partialDataUrl)).length).toBeLessThan(60);
    shop.world.clock.set(new Date(Date.now() + 8 * DAY_MS));
    expect(await read(operation.id)).toMatchObject({ status: 'FAILED', partialDataUrl: null });
  });

  test('that the sandbox cannot answer says so', async () => {
    buyCoffee(shop.world);
    const { bulkOperation } = await run('{ orders { edges { node { riskLevel: confirmed } } } }');
    await shop.world.bulkOperations.untilIdle();
    const { errors } = await shop.ask(READ, { id: bulkOperation?.id });
    expect(errors[0]?.extensions?.['code']).toBe('NOT_IMPLEMENTED_BY_SANDBOX');
  });

  test('is found in the list, newest first, and as a node', async () => {
    const first = await finished(ORDERS_WITH_LINES);
    shop.world.clock.set(new Date(Date.now() + DAY_MS));
    const second = await finished(ORDERS_WITH_LINES);
    const { data, errors } = await shop.ask(
      `query Find($id: ID!) {
        bulkOperations(first: 5, query: "status:completed") { nodes { id } }
        currentBulkOperation { id }
        node(id: $id) { ... on BulkOperation { status } }
      }`,
      { id: first.id },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      bulkOperations: { nodes: [{ id: second.id }, { id: first.id }] },
      currentBulkOperation: { id: second.id },
      node: { status: 'COMPLETED' },
    });
  });
});

test('twenty thousand orders with their lines are found in one go', async () => {
  const sample = buyCoffee(shop.world);
  const [line] = sample.lines;
  if (!line) throw new Error('The order has no line.');
  for (let number = 1; number <= 20_000; number += 1) {
    const id = String(number);
    shop.world.orders.put({ ...sample, id, lines: [line, { ...line, id: `9${number}` }] });
  }
  const operation = await finished(ORDERS_WITH_LINES);
  expect(operation).toMatchObject({ status: 'COMPLETED', rootObjectCount: '20001' });
  expect(operation.objectCount).toBe('60002');
});
