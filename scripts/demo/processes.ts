import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { PlainError } from '../support/plain-error.ts';

export interface ProcessPlan {
  /** Names the log: `web`. */
  readonly name: string;
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Whether it can do its work now. Given what it has logged so far. */
  isReady(log: string): Promise<boolean>;
}

export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when it has ended, whatever the reason. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** Asks it to end, and after a while makes it. */
  stop(): Promise<void>;
}

const READY_MS_MAX = 60_000;
const READY_CHECK_MS = 150;
/** The app lets requests and jobs under way finish for up to ten seconds. */
const STOP_MS_MAX = 12_000;
const LOG_LINES_SHOWN = 20;

/** Starts a process with its output going to a log of its own. */
export async function startProcess(
  plan: ProcessPlan,
  folders: { project: string; logs: string },
): Promise<RunningProcess> {
  await mkdir(folders.logs, { recursive: true });
  const logFile = path.join(folders.logs, `${plan.name}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, plan.args, {
    cwd: folders.project,
    env: { ...process.env, ...plan.environment },
    stdio: ['ignore', log, log],
    // A process group of its own: Ctrl-C reaches the demo alone, which ends its processes in their order.
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    name: plan.name,
    pid: child.pid ?? NaN,
    logFile,
    ended,
    hasEnded,
    stop: () => stop(child, ended, hasEnded),
  };
}

async function stop(child: ChildProcess, ended: Promise<void>, hasEnded: () => boolean) {
  if (hasEnded()) return;
  signalGroup(child, 'SIGTERM');
  await Promise.race([ended, sleep(STOP_MS_MAX, undefined, { ref: false })]);
  if (hasEnded()) return;
  signalGroup(child, 'SIGKILL');
  await ended;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Its group is gone already, or the system has no groups.
    child.kill(signal);
  }
}

/**
 * Waits until a process can do its work.
 * @throws PlainError with the end of its log where it ends first or takes too long
 */
export async function untilReady(plan: ProcessPlan, running: RunningProcess): Promise<void> {
  const deadline = Date.now() + READY_MS_MAX;
  while (Date.now() < deadline) {
    if (running.hasEnded()) throw await failure(running, 'ended instead of starting');
    if (await plan.isReady(await readFile(running.logFile, 'utf8'))) return;
    await sleep(READY_CHECK_MS);
  }
  throw await failure(running, `was not ready after ${READY_MS_MAX / 1000} s`);
}

/** @returns a sentence about a process that failed, with the end of its log and where the rest is */
export async function failure(running: RunningProcess, what: string): Promise<PlainError> {
  const log = await readFile(running.logFile, 'utf8').catch(() => '');
  const lines = log.trimEnd().split('\n').slice(-LOG_LINES_SHOWN);
  return new PlainError(
    `The process "${running.name}" ${what}. The end of its log:\n\n${lines.map((line) => `  ${line}`).join('\n')}\n\nThe whole log: ${running.logFile}\nIf the data are at fault, \`npm run demo -- --reset\` begins anew.`,
  );
}

/** Whether an address answers at all with a good status. */
export async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
