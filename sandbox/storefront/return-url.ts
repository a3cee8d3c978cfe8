import { localPath, type Visit } from './visit.ts';

/**
 * A place in this shop to go to; anything that could lead elsewhere becomes the fallback.
 * @param wanted what the request asks for
 * @param fallback path without language prefix
 */
export function safeReturnUrl(visit: Visit, wanted: string | undefined, fallback: string): string {
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted)) return localPath(visit, fallback);
  const target = new URL(wanted, visit.url.origin);
  const isHere = target.origin === visit.url.origin;
  return isHere ? `${target.pathname}${target.search}` : localPath(visit, fallback);
}
