import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { lockDataFolder } from '#scripts/demo/lock.ts';
import { readDemoOptions } from '#scripts/demo/options.ts';
import { ensurePortsAreFree } from '#scripts/demo/ports.ts';
import { freePort } from '#tests/support/free-port.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evergreen-demo-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('options of the demo', () => {
  test('have the ports that the documents name', () => {
    const { ports, dataFolder, reset } = readDemoOptions([], '/project');
    expect(ports).toEqual({
      app: 3000,
      shop: 4000,
      admin: 4001,
      mail: 4002,
      smtp: 4025,
      database: 5433,
    });
    expect(dataFolder).toBe('/project/.data/demo');
    expect(reset).toBe(false);
  });

  test('can be changed', () => {
    const options = readDemoOptions(
      ['--app-port', '3100', '--data', 'other', '--reset'],
      '/project',
    );
    expect(options.ports.app).toBe(3100);
    expect(options.dataFolder).toBe('/project/other');
    expect(options.reset).toBe(true);
  });

  test.each([
    [['--app-port', 'many'], /--app-port/],
    [['--app-port', '70000'], /--app-port/],
    [['--colour', 'red'], /--colour/],
  ])('%j is refused by name', (args, message) => {
    expect(() => readDemoOptions(args, '/project')).toThrow(message);
  });
});

describe('the lock on the data folder', () => {
  test('is given back and taken again', async () => {
    const first = await lockDataFolder(folder);
    await first.release();
    const second = await lockDataFolder(folder);
    expect(second.wasAbandoned).toBe(false);
  });

  test('keeps a second demo out, and says what to do', async () => {
    // Another process whose command line is that of a demo, for as long as the test looks.
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'scripts/demo.ts']);
    await new Promise((resolve) => other.once('spawn', resolve));
    await writeFile(path.join(folder, 'lock'), String(other.pid));
    await expect(lockDataFolder(folder)).rejects.toThrow(/already running.*--data/s);
    other.kill();
  });

  test('that a crashed demo left behind is taken over', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.once('exit', resolve));
    await writeFile(path.join(folder, 'lock'), String(gone.pid));
    const lock = await lockDataFolder(folder);
    expect(lock.wasAbandoned).toBe(true);
    expect(await readFile(path.join(folder, 'lock'), 'utf8')).toBe(String(process.pid));
  });
});

describe('ports', () => {
  test('that are taken are all named, with the options that change them', async () => {
    const ports = { ...readDemoOptions([], '/project').ports };
    for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await freePort();
    const blockers = [ports.app, ports.mail].map((port) =>
      createServer().listen(port, '127.0.0.1'),
    );
    await expect(ensurePortsAreFree(ports, { patient: false })).rejects.toThrow(
      new RegExp(
        `port ${ports.app} for the app[^]*port ${ports.mail} for the mailbox[^]*--app-port`,
      ),
    );
    await Promise.all(blockers.map((one) => new Promise((resolve) => one.close(resolve))));
    await expect(ensurePortsAreFree(ports, { patient: false })).resolves.toBeUndefined();
  });

  test('must differ', async () => {
    const { ports } = readDemoOptions(['--app-port', '4000'], '/project');
    await expect(ensurePortsAreFree(ports, { patient: false })).rejects.toThrow(
      '--app-port and --shop-port must be different ports',
    );
  });
});
