import type { ActionFunctionArgs } from '@remix-run/node';

import { findValidKey } from '#app/usecases/actions/manage-api-keys.server.ts';
import {
  reportAction,
  ReportedAction,
  type ReportOutcome,
} from '#app/usecases/actions/report-action.server.ts';
import { limitKey } from '#app/usecases/requests/limit-requests.server.ts';

import { readBoundedText } from './bounded-text.server.ts';

/** More than any report holds. */
const BYTES_MAX = 16_384;

/** Each way in which a report may fail: its status, and a sentence for whoever wrote the program. */
const PROBLEMS = {
  unauthorized: [401, 'The key is missing, wrong or revoked.'],
  method_not_allowed: [405, 'Actions are reported with POST.'],
  too_large: [413, 'The body is too large.'],
  not_json: [400, 'The body is no JSON.'],
  invalid: [422, 'The body is not as it should be.'],
  contradictory: [409, 'This id was used for something else.'],
  no_such_action: [
    404,
    'The program in force at that time has no action of this key that may be reported.',
  ],
  not_a_member: [404, 'The customer is no member of the program.'],
  before_joining: [422, 'The customer was no member yet at that time.'],
  in_the_future: [422, 'The time lies in the future.'],
  too_many_requests: [
    429,
    'This key has reported too much at once. Try again after Retry-After seconds.',
  ],
  try_later: [503, 'Shopify has to be asked and does not answer. Try again later.'],
} as const;

type Problem = keyof typeof PROBLEMS;

/** Only POST is answered. */
export function loader(): Response {
  return problem('method_not_allowed');
}

/**
 * `POST /api/actions` with `Authorization: Bearer <key>`: another program of the shop reports what a member has done. The
 * shop is that of the key. Answers with 201 the first time, with 200 when it is repeated, else with a problem (RFC 9457).
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { services } = context;
  if (request.method !== 'POST') return problem('method_not_allowed');
  const valid = await findValidKey(services, request.headers.get('Authorization'));
  if (!valid) return problem('unauthorized');
  const { shop, keyId } = valid;
  const limited = await limitKey(services, shop, keyId);
  if (!limited.isAllowed) {
    return problem('too_many_requests', {}, { 'Retry-After': String(limited.waitSeconds) });
  }
  const body = await readBody(request);
  if (!body.ok) return problem(body.problem);
  const report = ReportedAction.safeParse(body.json);
  if (!report.success) {
    const fields = report.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      message: issue.message,
    }));
    return problem('invalid', { fields });
  }
  return answer(await reportAction(services, shop, report.data));
}

function answer(outcome: ReportOutcome): Response {
  if (outcome.news !== 'new' && outcome.news !== 'repeated') return problem(outcome.news);
  const { news, state, receipt } = outcome;
  const { points, nothing, limit } = receipt;
  const status = news === 'new' ? 201 : 200;
  const body = {
    state,
    repeated: news === 'repeated',
    points,
    reason: nothing,
    until: limit?.until ?? null,
  };
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}

type Body =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly problem: 'too_large' | 'not_json' };

async function readBody(request: Request): Promise<Body> {
  const text = await readBoundedText(request, BYTES_MAX);
  if (text === null) return { ok: false, problem: 'too_large' };
  try {
    return { ok: true, json: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, problem: 'not_json' };
  }
}

function problem(code: Problem, more: object = {}, headers: Record<string, string> = {}): Response {
  const [status, detail] = PROBLEMS[code];
  return Response.json(
    { type: 'about:blank', title: code, status, detail, ...more },
    {
      status,
      headers: {
        'Content-Type': 'application/problem+json',
        'Cache-Control': 'no-store',
        ...headers,
        ...(code === 'unauthorized' && { 'WWW-Authenticate': 'Bearer' }),
        ...(code === 'method_not_allowed' && { Allow: 'POST' }),
      },
    },
  );
}
