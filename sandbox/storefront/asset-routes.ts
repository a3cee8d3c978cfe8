import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Hono } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import { productPicture } from '../seed/pictures/product-picture.ts';
import type { World } from '../world.ts';
import { extensionFolder, EXTENSION_ASSETS_PATH } from './extension/read-extension.ts';
import { themeFolder } from './theme/theme-files.ts';

/**
 * What Shopify's CDN serves: assets of the theme and of the app's extension, and pictures. Addresses change with the
 * file (`?v=`), yet nothing is cached for long: this is a place to work in.
 */
export function assetRoutes(world: World): Hono {
  const routes = new Hono();
  routes.get('/cdn/shop/t/:theme/assets/:file', (context) => {
    const folder = themeFolder(context.req.param('theme'));
    const file = folder ? serve(folder, context.req.param('file')) : undefined;
    return file ?? context.notFound();
  });
  routes.get(`${EXTENSION_ASSETS_PATH}/:file`, (context) => {
    return serve(extensionFolder(world), context.req.param('file')) ?? context.notFound();
  });
  routes.get('/cdn/products/:file', (context) => {
    const handle = context.req.param('file').replace(/\.svg$/, '');
    const picture = productPicture(handle);
    if (picture === undefined) return context.notFound();
    return context.body(picture, 200, headersFor('picture.svg'));
  });
  return routes;
}

function serve(folder: string, name: string): Response | undefined {
  const file = path.join(folder, 'assets', path.basename(name));
  if (!existsSync(file)) return undefined;
  return new Response(readFileSync(file), { headers: headersFor(file) });
}

function headersFor(file: string): Record<string, string> {
  return {
    'Content-Type': getMimeType(file) ?? 'application/octet-stream',
    'Cache-Control': 'public, max-age=60',
    'X-Content-Type-Options': 'nosniff',
  };
}
