import { useState } from 'react';

/** Long enough for a browser to have begun saving. */
const RELEASE_AFTER_MS = 60_000;

/**
 * Downloads a file of the app. Inside the admin a plain link would not do: what a link asks for carries no session
 * token, and is refused. `fetch` is App Bridge's own, which adds one; what it brings is handed to the browser to save.
 */
export function useDownload() {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const download = async (url: string, fileName: string) => {
    setState('busy');
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      save(await response.blob(), fileName);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return {
    state,
    start: (url: string, fileName: string) => {
      void download(url, fileName);
    },
  };
}

function save(content: Blob, fileName: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, RELEASE_AFTER_MS);
}
