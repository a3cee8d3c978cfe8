import pg from 'pg';
import { describe, expect, test } from 'vitest';

import { createLogger } from '#app/platform/logger.server.ts';

const EMAIL = 'anna.keller@example.com';
const PHONE = '+49 170 1234567';
const ACCESS_TOKEN = 'shpat_0123456789abcdef0123456789abcdef';
const SECRET = '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';
const SESSION_TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg';
const PASSWORD = 'correct-horse';
const PLANTED = [EMAIL, PHONE, ACCESS_TOKEN, SECRET, SESSION_TOKEN, PASSWORD, 'Anna'];

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(createLogger('debug', 'test', { write: (line) => (text += line) }));
  return text;
}

function expectNothingPlanted(text: string): void {
  expect(text).not.toBe('');
  for (const planted of PLANTED) expect(text).not.toContain(planted);
}

/** As PostgreSQL answers an INSERT that breaks a constraint. */
function databaseError(): pg.DatabaseError {
  const error = new pg.DatabaseError('duplicate key value violates unique constraint', 1, 'error');
  return Object.assign(error, {
    code: '23505',
    severity: 'ERROR',
    table: 'members',
    constraint: 'members_email_key',
    detail: `Key (first_name, email)=(Anna, ${EMAIL}) already exists.`,
    where: `COPY members, line 1, column phone: "${PHONE}"`,
    internalQuery: `SELECT '${EMAIL}'`,
    parameters: [ACCESS_TOKEN],
  });
}

describe('what is logged keeps', () => {
  test('the shop and the cause, as one line of JSON', () => {
    const line = logged((logger) =>
      logger.warn({ shop: 'beans.myshopify.com', failure: { kind: 'throttled' } }, 'put off'),
    );
    expect(JSON.parse(line)).toMatchObject({
      level: 'warn',
      role: 'test',
      shop: 'beans.myshopify.com',
      failure: { kind: 'throttled' },
      msg: 'put off',
    });
  });

  test('of an error of the database where it happened, and no values of columns', () => {
    const text = logged((logger) => logger.error({ err: databaseError() }, 'failed'));
    const { err } = JSON.parse(text) as { err: Record<string, unknown> };
    expect(err).toMatchObject({
      type: 'error',
      code: '23505',
      table: 'members',
      constraint: 'members_email_key',
    });
    expect(err['stack']).toContain('logger.test.ts');
    expectNothingPlanted(text);
  });

  test('the causes of an error', () => {
    const error = new AggregateError([databaseError()], 'several things failed', {
      cause: new Error('the network is away'),
    });
    const text = logged((logger) => logger.error(error));
    expect(text).toContain('the network is away');
    expect(text).toContain('23505');
    expect(text).toContain('"msg":"several things failed"');
    expectNothingPlanted(text);
  });
});

describe('what is planted does not get into the log', () => {
  test.each([
    ['in the message', (text: string) => [`failed for ${text}`]],
    ['in what is put into the message', (text: string) => ['failed for %s', text]],
    ['in the message of an error', (text: string) => [{ err: new Error(`no ${text}`) }, 'failed']],
    ['as an error alone', (text: string) => [new Error(`no ${text}`)]],
    ['as a value', (text: string) => [{ reason: text, list: [{ deep: `x ${text} y` }] }, 'failed']],
  ])('%s', (_where, argumentsFor) => {
    for (const planted of [EMAIL, PHONE, ACCESS_TOKEN, SECRET, SESSION_TOKEN]) {
      const text = logged((logger) => {
        const info: (...args: unknown[]) => void = logger.info.bind(logger);
        info(...argumentsFor(planted));
      });
      expectNothingPlanted(text);
    }
  });

  test('under a key that says what it is, whatever it looks like', () => {
    const keys = ['accessToken', 'refresh_token', 'authorization', 'cookie', 'apiSecret', 'email'];
    const personal = ['phone', 'firstName', 'last_name', 'password', 'hmac', 'body'];
    for (const key of [...keys, ...personal]) {
      expectNothingPlanted(logged((logger) => logger.info({ [key]: PASSWORD }, 'failed')));
    }
  });

  test('in an address or a header', () => {
    const address = `postgresql://evergreen:${PASSWORD}@db.internal:5432/evergreen`;
    const query = `/app?id_token=${PASSWORD}&hmac=${PASSWORD}&signature=${PASSWORD}`;
    expectNothingPlanted(
      logged((logger) => logger.info({ address, query }, `Bearer ${PASSWORD} to ${address}`)),
    );
  });

  test('as raw bytes', () => {
    const text = logged((logger) => logger.info({ raw: Buffer.from(EMAIL) }, 'received'));
    expect(text).toContain('[23 bytes]');
  });
});
