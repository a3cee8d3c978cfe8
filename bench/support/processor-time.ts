import { readdir, readFile } from 'node:fs/promises';

/** Linux counts processor time in hundredths of a second (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;

interface Usage {
  readonly parent: number;
  readonly ticks: number;
}

/**
 * Processor time that processes have used so far, their children included, in seconds; NaN where the system has no /proc.
 * @param roots process ids
 */
export async function processorSeconds(roots: readonly number[]): Promise<number> {
  const usages = await readUsages();
  const wanted = new Set(roots);
  // A child has a larger id than its parent, except after the ids have wrapped around: then it is left out.
  for (const [pid, { parent }] of [...usages].sort(([a], [b]) => a - b)) {
    if (wanted.has(parent)) wanted.add(pid);
  }
  const ticks = [...wanted].reduce((sum, pid) => sum + (usages.get(pid)?.ticks ?? 0), 0);
  return usages.size === 0 ? NaN : ticks / TICKS_PER_SECOND;
}

async function readUsages(): Promise<Map<number, Usage>> {
  const entries = await readdir('/proc').catch(() => []);
  const usages = new Map<number, Usage>();
  for (const entry of entries.filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => undefined);
    // The name stands in parentheses and may hold anything; the numbers follow the last one.
    const match = stat === undefined ? null : /\) \S (.*)$/s.exec(stat);
    if (!match) continue;
    const fields = (match[1] ?? '').split(' ').map(Number);
    const [parent = 0] = fields;
    usages.set(Number(entry), {
      parent,
      // utime, stime and those of children that have ended: fields 14 to 17 of proc(5), counted from 1.
      ticks: fields.slice(10, 14).reduce((sum, value) => sum + value, 0),
    });
  }
  return usages;
}

/** The process that started another one. */
export async function parentOf(pid: number): Promise<number> {
  return (await readUsages()).get(pid)?.parent ?? NaN;
}
