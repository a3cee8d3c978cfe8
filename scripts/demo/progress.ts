import type { Writable } from 'node:stream';

/** Shows what is being done, one line a part. On a terminal a line changes in place; elsewhere only whole lines are written. */
export interface Progress {
  /**
   * Shows a part while it is done, then its time.
   * @param work what it returns is passed on; a text is shown as its result
   */
  during<Result>(title: string, work: (tell: Tell) => Promise<Result>): Promise<Result>;
}

/** Says how far a part has come: `1,200 of 2,400 orders`. */
export type Tell = (state: string) => void;

/** How often a log file, as opposed to a terminal, hears how far a long part has come. */
const LOG_INTERVAL_MS = 5_000;

/** Tells of progress on `output`: on one line that changes at a terminal, otherwise on a line now and then. */
export function createProgress(output: Writable & { isTTY?: boolean }): Progress {
  const inPlace = output.isTTY === true;
  return {
    async during(title, work) {
      const startedAt = Date.now();
      let toldAt = startedAt;
      if (inPlace) output.write(`  ${title} …`);
      const result = await work((state) => {
        if (inPlace) {
          output.write(`\r\u001B[2K  ${title}: ${state}`);
        } else if (Date.now() - toldAt >= LOG_INTERVAL_MS) {
          toldAt = Date.now();
          output.write(`  ${title}: ${state}\n`);
        }
      });
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      const said = typeof result === 'string' ? `, ${result}` : '';
      output.write(`${inPlace ? '\r\u001B[2K' : ''}✓ ${title}${said} (${seconds} s)\n`);
      return result;
    },
  };
}
