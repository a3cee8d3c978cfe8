import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Hono } from 'hono';
import type { Context } from 'hono';

const ROOM = import.meta.dirname;

/**
 * Serves the browser's side of the admin from disk, read newly each time so that an edit shows on reload. The modules
 * of `client/` are TypeScript, checked with the rest of the project; their types are taken off here.
 */
export function clientFiles(): Hono {
  const files = new Hono();
  files.get('/app-bridge.js', async (context) => {
    // The app loads it from another origin, as it loads the real one from Shopify's CDN.
    context.header('access-control-allow-origin', '*');
    context.header('cross-origin-resource-policy', 'cross-origin');
    return javascript(context, await appBridgeScript());
  });
  files.get('/_shell/client/:path{[a-z/-]+\\.(js|ts)}', async (context) => {
    const file = context.req.param('path').replace(/\.(js|ts)$/, '.ts');
    const source = await readFile(path.join(ROOM, 'client', file), 'utf8').catch(() => null);
    return source === null
      ? context.notFound()
      : javascript(context, await withoutTypes(source, 'ESNext'));
  });
  files.get('/_shell/assets/admin.css', async (context) =>
    context.body(await styleSheet(), 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'no-cache',
    }),
  );
  files.get('/_shell/assets/icon.svg', async (context) => {
    const picture = await readFile(path.join(ROOM, 'assets', 'icon.svg'), 'utf8');
    return context.body(picture, 200, { 'content-type': 'image/svg+xml' });
  });
  return files;
}

/** The styles' files in the order of their names, which is the order in which they overrule each other. */
async function styleSheet(): Promise<string> {
  const folder = path.join(ROOM, 'assets', 'styles');
  const names = (await readdir(folder)).sort();
  const files = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return files.join('\n');
}

/**
 * App Bridge as one classic script: `window.shopify` must exist before the app's own modules run, and modules are
 * deferred. So each part becomes a function that is called when another part first asks for it.
 */
export async function appBridgeScript(): Promise<string> {
  const folder = path.join(ROOM, 'client', 'app-bridge');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const parts = await Promise.all(
    names.map(async (name) => {
      const source = await readFile(path.join(folder, name), 'utf8');
      const code = await withoutTypes(source, 'CommonJS');
      return `${JSON.stringify(`./${name}`)}: function (exports, require) {\n${code}\n}`;
    }),
  );
  return `(() => {
const makers = {\n${parts.join(',\n')}\n};
const made = {};
const require = (name) => {
  if (!(name in made)) makers[name]((made[name] = {}), require);
  return made[name];
};
require('./start.ts');
})();
`;
}

/** What was compiled before, by form of its modules and source: an edit is another source. */
const compiled = new Map<string, Promise<string>>();

function withoutTypes(source: string, modules: 'ESNext' | 'CommonJS'): Promise<string> {
  const key = `${modules} ${source}`;
  const script = compiled.get(key) ?? compile(source, modules);
  compiled.set(key, script);
  return script;
}

/** The compiler is loaded at the first request only: it takes longer to load than the rest of the sandbox to start. */
async function compile(source: string, modules: 'ESNext' | 'CommonJS'): Promise<string> {
  const { default: typescript } = await import('typescript');
  const { ModuleKind, ScriptTarget } = typescript;
  return typescript.transpileModule(source, {
    compilerOptions: { target: ScriptTarget.ES2022, module: ModuleKind[modules] },
  }).outputText;
}

function javascript(context: Context, script: string): Response {
  return context.body(script, 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
  });
}
