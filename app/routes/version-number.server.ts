import { z } from 'zod';

const VersionNumber = z.coerce.number().int().min(1).max(1_000_000_000);

/** The version that an address names; null where it names none. */
export function versionOf(params: Readonly<Record<string, string | undefined>>): number | null {
  return VersionNumber.nullable()
    .catch(null)
    .parse(params['version'] ?? null);
}
