import { createContext, useContext } from 'react';

const ScriptNonce = createContext<string | undefined>(undefined);

/** Given the nonce of the request while a page is rendered on the server. */
export const ScriptNonceProvider = ScriptNonce.Provider;

/**
 * The nonce without which the Content-Security-Policy refuses a script that stands in the page. In the browser there
 * is none: it hides the nonce from scripts, and what they add later needs no inline script.
 */
export function useScriptNonce(): string | undefined {
  return useContext(ScriptNonce);
}
