import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { PlainError } from '../support/plain-error.ts';
import { type DemoOptions, portNames } from './options.ts';

type PortName = keyof DemoOptions['ports'];

/** What an abandoned run started notices within two seconds, and then needs a moment to end. */
const PATIENCE_MS = 8_000;

/**
 * Makes sure that every port is free, before anything is started.
 * @param options.patient whether to wait a little for what an abandoned run still holds
 * @throws PlainError naming every port that is taken or named twice, and the option that changes it
 */
export async function ensurePortsAreFree(
  ports: DemoOptions['ports'],
  { patient }: { patient: boolean },
): Promise<void> {
  const names = Object.keys(ports) as PortName[];
  const twice = names.filter((name) => names.some((n) => n !== name && ports[n] === ports[name]));
  if (twice.length > 0) {
    const options = twice.map((name) => portNames[name].option).join(' and ');
    throw new PlainError(`${options} must be different ports.`);
  }
  const deadline = Date.now() + (patient ? PATIENCE_MS : 0);
  let taken = await takenPorts(ports, names);
  while (taken.length > 0 && Date.now() < deadline) {
    await sleep(250);
    taken = await takenPorts(ports, names);
  }
  if (taken.length > 0) throw new PlainError(describe(ports, taken));
}

function describe(ports: DemoOptions['ports'], taken: PortName[]): string {
  const lines = taken.map((name) => `  port ${ports[name]} for ${portNames[name].serves}`);
  const other = taken.map((name) => `${portNames[name].option} ${ports[name] + 100}`).join(' ');
  return `Taken by another program:\n${lines.join('\n')}\nEnd that program, or choose other ports, besides the options you gave:\n  npm run demo -- ${other}`;
}

async function takenPorts(ports: DemoOptions['ports'], names: PortName[]): Promise<PortName[]> {
  const free = await Promise.all(names.map((name) => isFree(ports[name])));
  return names.filter((_, index) => !free[index]);
}

/** Free for this machine's own address and, where it has one, for all of them. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined));
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, ...(host === undefined ? {} : { host }), exclusive: true }, () => {
      probe.close(() => resolve(true));
    });
  });
}
