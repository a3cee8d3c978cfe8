import type { PlannedApiFault } from '#sandbox/store/api-fault-types.ts';

/** How many calls of the Admin API were answered badly, by how. */
export type BadAnswers = Record<PlannedApiFault['fault'], number>;

/** Looks at an answer, and counts it where it is a bad one. */
export async function countBadAnswers(
  counts: BadAnswers,
  answered: Response | Promise<Response>,
): Promise<Response> {
  const response = await answered;
  const kind = await kindOf(response);
  if (kind) counts[kind] += 1;
  return response;
}

async function kindOf(response: Response): Promise<PlannedApiFault['fault'] | undefined> {
  if (response.status === 503) return 'unavailable';
  if (response.status === 504) return 'timed_out';
  const type = response.headers.get('Content-Type') ?? '';
  if (type.startsWith('text/html')) return 'nonsense';
  if (!type.startsWith('application/json')) return undefined;
  const text = await response.clone().text();
  if (text.includes('"THROTTLED"')) return 'throttled';
  return text.includes('"userErrors":[{') ? 'user_error' : undefined;
}
