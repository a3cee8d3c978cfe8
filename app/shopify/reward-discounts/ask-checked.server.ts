import type { z } from 'zod';

import type { AdminAnswer, AdminApi, AdminOperation } from '../admin-api/admin-api.server.ts';

/**
 * Runs an operation whose answer moves points, and believes nothing of it that it has not seen: what cannot be read is as
 * if Shopify had not answered, for it may or may not have done what it was asked.
 */
export async function askChecked<Data, Variables, Answer>(
  adminApi: AdminApi,
  shopDomain: string,
  operation: AdminOperation<Data, Variables>,
  variables: Variables,
  schema: z.ZodType<Answer>,
): Promise<AdminAnswer<Answer>> {
  const answer = await adminApi.run(shopDomain, operation, variables);
  if (!answer.ok) return answer;
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return { ok: true, data: parsed.data };
  return { ok: false, failure: { kind: 'unavailable', reason: 'the answer makes no sense' } };
}
