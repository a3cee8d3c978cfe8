import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

const FIRST_PAUSE_MS = 1_000;
const PAUSE_MS_MAX = 10_000;

/**
 * Reads the page's data again while something is under way: after a second, then less and less often, and not while
 * nobody sees the page.
 */
export function useLiveRefresh(isUnderWay: boolean): void {
  const { revalidate, state } = useRevalidator();
  const pause = useRef(FIRST_PAUSE_MS);
  useEffect(() => {
    if (!isUnderWay) {
      pause.current = FIRST_PAUSE_MS;
      return undefined;
    }
    if (state !== 'idle') return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      pause.current = Math.min(pause.current * 1.3, PAUSE_MS_MAX);
      revalidate();
    }, pause.current);
    return () => {
      clearInterval(timer);
    };
  }, [isUnderWay, state, revalidate]);
}
