import { useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useState } from 'react';

/** A page that arrives sooner replaces the old one directly: a skeleton in between would only flicker. */
const PATIENCE_MS = 150;

/** Whether the reader is on the way to another page, and has waited long enough to be shown that. */
export function useSlowPageChange(): boolean {
  const { pathname } = useLocation();
  const { state, location: target } = useNavigation();
  const isLeaving = state === 'loading' && target.pathname !== pathname;
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isLeaving) return undefined;
    const timer = setTimeout(() => {
      setIsSlow(true);
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setIsSlow(false);
    };
  }, [isLeaving]);
  return isLeaving && isSlow;
}
