import { spawn } from 'node:child_process';
import path from 'node:path';

export interface Outcome {
  /** Null where a signal ended it. */
  readonly code: number | null;
  /** What it wrote, both streams in the order of arrival. */
  readonly output: string;
}

/**
 * Runs a tool of node_modules, or any program of the machine, to its end, and keeps what it writes.
 * @param options.signal ends it early
 */
export function runToEnd(
  program: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal },
): Promise<Outcome> {
  const tools = path.resolve('node_modules', '.bin');
  const environment = options.env ?? process.env;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...environment, PATH: `${tools}${path.delimiter}${environment.PATH ?? ''}` },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal ? { signal: options.signal } : {}),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
