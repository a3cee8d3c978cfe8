import { parseArgs } from 'node:util';

import { ensureChromium } from './chromium.ts';
import { describeError } from './support/plain-error.ts';
import { runStep, type StepResult } from './test/run-step.ts';
import { type Step, steps } from './test/steps.ts';

/** Two at a time: the project promises its times on two cores. */
const LANES = 2;

const write = (text: string) => process.stdout.write(text);

/** Runs every step, however others end: one run tells all there is to mend. */
async function runAll(chosen: readonly Step[], signal: AbortSignal): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const run = async (step: Step) => {
    const result = await runStep(step, signal);
    results.push(result);
    report(result);
  };
  const queue = chosen.filter((step) => !step.exclusive);
  const lane = async () => {
    for (let step = queue.shift(); step && !signal.aborted; step = queue.shift()) await run(step);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  for (const step of chosen.filter((candidate) => candidate.exclusive)) {
    if (!signal.aborted) await run(step);
  }
  return results;
}

function report({ step, passed, failed, seconds, output }: StepResult): void {
  const time = `${seconds.toFixed(1)} s`.padStart(8);
  const tests = step.kind === 'vitest' ? `  ${passed} passed` : '';
  if (failed === 0) {
    write(`✓ ${time}  ${step.name}${tests}\n`);
    return;
  }
  write(`✗ ${time}  ${step.name}${tests}, ${failed} failed\n`);
  write(`\n${output.trimEnd()}\n\n  Run this part alone: ${step.alone}\n\n`);
}

function summarise(results: readonly StepResult[], startedAt: number): void {
  const failures = results.filter((result) => result.failed > 0);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  if (failures.length > 0) {
    write(`\nTo mend: ${failures.map(({ step }) => step.name).join('; ')}\n`);
  }
  const sum = (kind: 'passed' | 'failed') => results.reduce((total, one) => total + one[kind], 0);
  write(`\n${results.length} steps in ${seconds} s. Each check counts as one test.\n`);
  write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  if (failures.length > 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
  const chosen = steps.filter((step) => step.quick || values.quick !== true);
  const startedAt = Date.now();
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interruption.abort();
      process.exitCode = 130;
    });
  }
  if (chosen.some((step) => step.exclusive)) await ensureChromium((line) => write(`${line}\n`));
  write(`Running ${chosen.length} steps, ${LANES} at a time …\n`);
  summarise(await runAll(chosen, interruption.signal), startedAt);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  write('0 passed, 1 failed\n');
  process.exitCode = 1;
}
