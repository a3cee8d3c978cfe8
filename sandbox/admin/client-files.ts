import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Hono } from 'hono';
import type { Context } from 'hono';

const ROOM = import.meta.dirname;

/** Parts of App Bridge, each after those it imports. */
const APP_BRIDGE_PARTS = [
  'channel',
  'config',
  'session-token',
  'fetch',
  'navigation',
  'leaving',
  'nav-menu',
  'relayed-buttons',
  'title-bar',
  'save-bar',
  'form-save-bar',
  'modal',
  'shopify-global',
  'start',
] as const;

const STYLES = { 'admin.css': 'text/css; charset=utf-8', 'icon.svg': 'image/svg+xml' } as const;

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
    return source === null ? context.notFound() : javascript(context, await withoutTypes(source));
  });
  for (const [name, type] of Object.entries(STYLES)) {
    files.get(`/_shell/assets/${name}`, async (context) => {
      const file = await readFile(path.join(ROOM, 'assets', name), 'utf8');
      return context.body(file, 200, { 'content-type': type, 'cache-control': 'no-cache' });
    });
  }
  return files;
}

/**
 * App Bridge as one classic script: `window.shopify` must exist before the app's own modules run, and modules are
 * deferred. So the parts are joined in one function scope, without their import and export words.
 */
export async function appBridgeScript(): Promise<string> {
  const parts = await Promise.all(
    APP_BRIDGE_PARTS.map(async (name) => {
      const file = path.join(ROOM, 'client', 'app-bridge', `${name}.ts`);
      return withoutModuleSyntax(await withoutTypes(await readFile(file, 'utf8')));
    }),
  );
  return `(() => {\n'use strict';\n${parts.join('\n')}\n})();\n`;
}

function withoutModuleSyntax(source: string): string {
  return source
    .replaceAll(/^import [^;]*;$/gm, '')
    .replaceAll(/^export \{\s*\};$/gm, '')
    .replaceAll(/^export (?=async |function |const |let |class )/gm, '');
}

/** The compiler is loaded at the first request only: it takes longer to load than the rest of the sandbox to start. */
async function withoutTypes(source: string): Promise<string> {
  const { default: typescript } = await import('typescript');
  const { ModuleKind, ScriptTarget } = typescript;
  return typescript.transpileModule(source, {
    compilerOptions: {
      target: ScriptTarget.ES2022,
      module: ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  }).outputText;
}

function javascript(context: Context, script: string): Response {
  return context.body(script, 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
  });
}
