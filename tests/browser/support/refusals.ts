import type { Browser, BrowserContext } from 'playwright';

/** What the browser said it refused, since it was last asked. */
const refusals: string[] = [];

/**
 * Notes whatever a page or a frame of the browser is refused by a Content-Security-Policy, its own or that of what it
 * wants to show. The console says it of all of them, workers included; the event that pages hear does not come for
 * frames.
 */
export function noteRefusals(browser: Browser): void {
  browser.on('context', (context: BrowserContext) => {
    context.on('console', (message) => {
      const text = message.text();
      if (!/Content Security Policy/i.test(text)) return;
      refusals.push(`${message.page()?.url() ?? ''}: ${text}`);
    });
  });
}

/** What was refused since the last call. A test that wants something refused takes it; any other fails by it. */
export function takeRefusals(): string[] {
  return refusals.splice(0);
}
