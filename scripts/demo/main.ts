import { fileURLToPath } from 'node:url';

import { describeError } from '../support/plain-error.ts';
import { greeting } from './greeting.ts';
import { readDemoOptions, usage } from './options.ts';
import type { Mode } from './plans.ts';
import { createProgress } from './progress.ts';
import { startDemo, whileAllRun } from './run-demo.ts';
import { stayUntilEnded } from './stay.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The whole of `npm run demo` and `npm run dev`: starts everything, says where to go, stays, and ends everything.
 * A program that started this one with a channel (a test does) is sent `ready` as well.
 */
export async function main(mode: Mode): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    const options = readDemoOptions(args, projectFolder);
    const progress = createProgress(process.stdout);
    await stayUntilEnded(
      async (started) => {
        const processes = await startDemo({ options, mode, projectFolder, progress, started });
        process.stdout.write(greeting(options));
        process.send?.('ready');
        await whileAllRun(processes, new Promise<never>(() => undefined));
      },
      (endCount) => {
        // The first is the lock: where there is nothing else, nothing has been started.
        if (endCount > 1) process.stdout.write('\nEnding everything …\n');
      },
    );
    process.stdout.write('Everything has ended.\n');
  } catch (error) {
    process.stderr.write(`\n${describeError(error)}\n`);
    process.exitCode = 1;
  }
  // The watches on signals and on our parent would keep the process.
  process.exit();
}
