import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { runToEnd } from '../support/run-to-end.ts';
import type { Step } from './steps.ts';

export interface StepResult {
  readonly step: Step;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly output: string;
}

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  success: z.boolean(),
});

const REPORTS = path.join('.cache', 'test-reports');

/** Runs one step to its end. A step that fails without a failed test (a crash, a leak) counts as one failure. */
export async function runStep(step: Step, signal: AbortSignal): Promise<StepResult> {
  const startedAt = Date.now();
  const report = path.resolve(REPORTS, `${step.alone.replaceAll(/\W+/g, '-')}.json`);
  await mkdir(REPORTS, { recursive: true });
  await rm(report, { force: true });
  const reporters =
    step.kind === 'vitest'
      ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      : [];
  const outcome = await runToEnd(step.tool, [...step.args, ...reporters], {
    cwd: process.cwd(),
    env: { ...process.env, CI: 'true', NO_COLOR: '1' },
    signal,
  });
  const counted = step.kind === 'vitest' ? await readReport(report) : undefined;
  const passed = counted?.numPassedTests ?? (outcome.code === 0 ? 1 : 0);
  const failed = Math.max(counted?.numFailedTests ?? 0, outcome.code === 0 ? 0 : 1);
  const seconds = (Date.now() - startedAt) / 1000;
  return { step, passed, failed, seconds, output: outcome.output };
}

async function readReport(file: string) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : VitestReport.parse(JSON.parse(text));
}
