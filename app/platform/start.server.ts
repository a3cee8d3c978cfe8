import { type Environment, EnvironmentError, readEnvironment } from './environment.server.ts';

/** Says in plain words why the process cannot start, and ends it. */
export function refuseToStart(problem: string): never {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

/** The environment of this process, or its end with a sentence that names what is missing. */
export function readEnvironmentOrExit(): Environment {
  try {
    return readEnvironment(process.env);
  } catch (error) {
    if (error instanceof EnvironmentError) refuseToStart(error.message);
    throw error;
  }
}
