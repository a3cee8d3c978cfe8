import { existsSync, globSync, readFileSync } from 'node:fs';

import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { environmentVariables, readEnvironment } from '#app/platform/environment.server.ts';

import { readYaml } from './support/read-yaml.ts';

const read = (file: string) => readFileSync(file, 'utf8');

const Service = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  env_file: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  healthcheck: z.object({ test: z.array(z.string()).optional() }).optional(),
  restart: z.string(),
  stop_grace_period: z.string(),
});

const ComposeFile = z.object({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()),
});

/** Values as compose puts them in: what is not set gets its default, or a stand-in. */
function substitute(text: string): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, kind, fallback) =>
    kind === '-' ? String(fallback) : `value-of-${name}`,
  );
}

/** What `.env.example` sets, as a person begins. */
const example = Object.fromEntries(
  read('.env.example')
    .split('\n')
    .flatMap((line) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value ?? '']];
    }),
) as Record<string, string>;

describe('compose.yaml', () => {
  let services: Record<string, z.infer<typeof Service>>;
  let volumes: string[];

  beforeAll(async () => {
    const file = ComposeFile.parse(await readYaml(read('compose.yaml')));
    services = file.services;
    volumes = Object.keys(file.volumes);
  });

  test('consists of a database, its migration, the web process and the worker', () => {
    expect(Object.keys(services)).toEqual(['postgres', 'migrate', 'web', 'worker']);
    expect(services['postgres']?.image).toBe('postgres:18');
  });

  test.each(['migrate', 'web', 'worker'])(
    'gives %s an environment that the app accepts',
    (name) => {
      const service = services[name];
      const fixed = Object.entries(service?.environment ?? {}).map(([key, value]) => [
        key,
        substitute(value),
      ]);
      expect(service?.env_file).toBe('.env');
      expect(environmentVariables).toEqual(expect.arrayContaining(fixed.map(([key]) => key)));
      const own = { SHOPIFY_API_KEY: 'key', SHOPIFY_API_SECRET: 'secret' };
      const environment = readEnvironment({
        ...example,
        ...own,
        ...(Object.fromEntries(fixed) as Record<string, string>),
      });
      expect(environment).toMatchObject({ PORT: 3000, METRICS_PORT: 9464, NODE_ENV: 'production' });
      const { hostname, username, pathname } = new URL(environment.DATABASE_URL);
      const postgres = services['postgres']?.environment;
      expect([hostname, username, pathname]).toEqual([
        'postgres',
        postgres?.['POSTGRES_USER'],
        `/${postgres?.['POSTGRES_DB']}`,
      ]);
    },
  );

  test('starts what the scripts of package.json start', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    for (const [name, script] of [
      ['migrate', 'migrate'],
      ['worker', 'worker'],
    ] as const) {
      const [program, file] = services[name]?.command ?? [];
      expect(program).toBe('node');
      expect(scripts[script]).toMatch(new RegExp(`node scripts/run.mjs ${file}$`));
    }
    expect(scripts['start']).toMatch(/node scripts\/run.mjs server.ts$/);
  });

  test('lets web and worker wait for the migration, and the migration for the database', () => {
    const migrated = { migrate: { condition: 'service_completed_successfully' } };
    expect(services['web']?.depends_on).toEqual(migrated);
    expect(services['worker']?.depends_on).toEqual(migrated);
    expect(services['migrate']?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(services['migrate']?.restart).toBe('no');
    for (const name of ['postgres', 'web', 'worker']) {
      expect(services[name]?.restart).toBe('unless-stopped');
    }
  });

  test('keeps the data in a volume, and opens one port to this machine alone', () => {
    const [volume] = services['postgres']?.volumes ?? [];
    expect(volume).toBe(`${volumes[0]}:/var/lib/postgresql`);
    expect(services['web']?.ports?.map(substitute)).toEqual(['127.0.0.1:3000:3000']);
    for (const name of ['postgres', 'migrate', 'worker']) {
      expect(services[name]?.ports).toBeUndefined();
    }
  });

  test('asks for nothing that .env.example does not mention', () => {
    const asked = [...read('compose.yaml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
    for (const name of asked) expect(read('.env.example')).toContain(`${name}=`);
  });
});

describe('Dockerfile', () => {
  // Lines that end in a backslash go on.
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const instructions = lines.filter((line) => /^[A-Z]+ /.test(line));
  const lastStage = instructions.slice(
    instructions.findLastIndex((line) => line.startsWith('FROM')),
  );
  const copied = instructions.flatMap((line) => {
    const [, from, paths] = /^COPY (--from=\w+ )?(.*)$/.exec(line) ?? [];
    return paths === undefined || from !== undefined ? [] : paths.split(' ').slice(0, -1);
  });

  test('copies files that exist and that .dockerignore lets through', () => {
    const letThrough = read('.dockerignore').match(/(?<=^!).*/gm) ?? [];
    for (const file of copied.filter((path) => path !== '.')) {
      expect(existsSync(file)).toBe(true);
      const isLetThrough = letThrough.some((each) => file === each || file.startsWith(`${each}/`));
      expect(isLetThrough, file).toBe(true);
    }
  });

  test('lets through what the build and its installation read', () => {
    const letThrough = read('.dockerignore').match(/(?<=^!).*/gm) ?? [];
    for (const file of ['public', 'vite.config.ts', 'tsconfig.json', 'scripts/run.mjs', 'app']) {
      expect(letThrough).toContain(file);
    }
    // There is no public folder yet; whoever makes one will not think of this.
    for (const file of letThrough.filter((each) => each !== 'public')) {
      expect(existsSync(file), file).toBe(true);
    }
  });

  test('ships every module that its processes import', () => {
    const shipped = lastStage.flatMap((line) => {
      const [, paths] = /^COPY (?:--from=\w+ )?(.*)$/.exec(line) ?? [];
      return paths?.split(' ').slice(0, -1) ?? [];
    });
    const isShipped = (file: string) =>
      shipped.some((path) => file === path || file.startsWith(`${path.replace('/app/', '')}/`));
    const seen = new Set<string>();
    const follow = (file: string) => {
      if (seen.has(file) || file.startsWith('app/')) return;
      seen.add(file);
      expect(isShipped(file), file).toBe(true);
      for (const [, imported = ''] of read(file).matchAll(/from '(\.[^']+|#[^']+)'/g)) {
        const { pathname } = new URL(imported.replace(/^#/, '/'), `file:///${file}`);
        if (!pathname.endsWith('.json')) follow(pathname.slice(1));
      }
    };
    for (const entry of ['server.ts', 'worker.ts', 'scripts/migrate.ts']) follow(entry);
    expect(seen.size).toBeGreaterThan(4);
  });

  test('runs as nobody special, on a Node that package.json accepts, and looks after its health', () => {
    const { engines } = z
      .object({ engines: z.object({ node: z.string() }) })
      .parse(JSON.parse(read('package.json')));
    expect(instructions[0]).toMatch(/^ARG NODE_IMAGE=node:24/);
    expect(engines.node).toBe('>=24.0.0');
    expect(lastStage).toContain('USER node');
    expect(lastStage).toContain('CMD ["node", "server.ts"]');
    expect(lastStage.find((line) => line.startsWith('HEALTHCHECK'))).toContain('/healthz');
  });

  test('installs development packages for the build and none for what runs', () => {
    expect(instructions.filter((line) => line.includes('npm ci'))).toEqual([
      'RUN npm ci',
      'RUN npm ci --omit=dev --omit=optional',
    ]);
  });
});

test('no module of the app imports a package that production does not install', () => {
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')));
  const files = ['server.ts', 'web.ts', 'worker.ts', 'compose.ts', 'scripts/migrate.ts'];
  const modules = globSync('app/**/*.{ts,tsx}', { exclude: ['app/**/generated/**'] });
  for (const file of [...files, ...modules]) {
    const imports = read(file).matchAll(/^import (?!type )[^;]*?from '([^.#'][^']*)'/gm);
    for (const [, name = ''] of imports) {
      const [scope = '', rest] = name.split('/');
      const wanted = scope.startsWith('@') ? `${scope}/${rest}` : scope;
      const isKnown = name.startsWith('node:') || wanted in dependencies;
      expect(isKnown, `${file} imports ${name}`).toBe(true);
    }
  }
});
