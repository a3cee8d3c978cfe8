import { useEffect, useState } from 'react';

import { readStorefrontState, type StorefrontState } from './storefront-state.ts';

/**
 * What of ours the published theme shows, asked of App Bridge when the page opens and whenever the merchant comes back
 * to it, perhaps from the theme editor.
 */
export function useStorefrontState(): StorefrontState {
  const [state, setState] = useState<StorefrontState>({ embed: 'checking', block: 'checking' });
  useEffect(() => {
    let isShown = true;
    const check = async () => {
      const next = await askAppBridge();
      if (isShown) setState(next);
    };
    const checkAgain = () => {
      if (document.visibilityState === 'visible') void check();
    };
    void check();
    window.addEventListener('focus', checkAgain);
    document.addEventListener('visibilitychange', checkAgain);
    return () => {
      isShown = false;
      window.removeEventListener('focus', checkAgain);
      document.removeEventListener('visibilitychange', checkAgain);
    };
  }, []);
  return state;
}

async function askAppBridge(): Promise<StorefrontState> {
  try {
    return readStorefrontState(await shopify.app.extensions());
  } catch {
    // Documented: it rejects where this admin does not offer the API. The links to the theme editor work all the same.
    return { embed: 'unknown', block: 'unknown' };
  }
}
