import type { FoundRow } from './found-ledger.ts';
import { isOf, type ToldLine } from './told-history.ts';

/** What staff gave each member, less what they took, by the customer whose it is now. */
export function adjustmentsOf(
  told: readonly ToldLine[],
  rows: readonly FoundRow[],
  becomes: (customerId: string) => string,
): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (customerId: string, points: number) =>
    sums.set(customerId, (sums.get(customerId) ?? 0) + points);
  for (const { customerId, answers } of told.filter(isOf('adjustment'))) {
    const points = answers.find((answer) => answer.points !== undefined)?.points;
    if (points !== undefined) add(becomes(customerId), points);
  }
  const files = new Map(told.filter(isOf('import')).map((file) => [file.id, file]));
  for (const { importId, customerId, adjusted } of rows) {
    // What a member had spent when the file was taken back is forgiven her, and stands in her account as that.
    const isTakenBack = files.get(importId)?.state === 'undone';
    add(customerId, isTakenBack ? 0 : adjusted);
  }
  return sums;
}

/** Files of which other lines were carried out than was told, or others than they hold. */
export function judgeFiles(told: readonly ToldLine[], rows: readonly FoundRow[]): object[] {
  const byFile = Map.groupBy(rows, ({ importId }) => importId);
  const known = new Set(told.filter(isOf('import')).map(({ id }) => id));
  const unknown = [...byFile.keys()].filter((id) => !known.has(id));
  const wrong = told
    .filter(isOf('import'))
    .filter(({ id, rows: asked, given, taken, beyond, state }) => {
      if (!['applied', 'undone'].includes(state)) return byFile.has(id);
      const own = byFile.get(id) ?? [];
      const sum = (of: (adjusted: number) => number) =>
        own.reduce((total, { adjusted }) => total + of(adjusted), 0);
      const isAsSaid =
        sum((points) => Math.max(0, points)) === given &&
        sum((points) => Math.max(0, -points)) === taken;
      const isAsAsked = own.every(({ customerId, adjusted }) => {
        const points = asked.find((row) => row.customerId === customerId)?.points ?? 0;
        if (beyond === 'owe' || points > 0) return adjusted === points;
        return adjusted <= 0 && adjusted >= points;
      });
      // Of a file that was taken back while it was carried out some lines have never had their turn.
      return !isAsSaid || !isAsAsked || (state === 'applied' && own.length !== asked.length);
    });
  return [...wrong, ...unknown.map((id) => ({ problem: 'a file nobody confirmed', id }))];
}
