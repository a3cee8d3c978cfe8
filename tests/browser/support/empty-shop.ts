import type { Browser } from 'playwright';
import { afterAll } from 'vitest';

import { type RunningDemo, startDemo } from './demo.ts';
import { invite, openBrowser, type Person } from './people.ts';

/** An empty shop, and who acts in it. */
export interface EmptyShop {
  /** Starts the demo and a browser; first of all. */
  open(): Promise<RunningDemo>;
  /**
   * Lets somebody in whose browser asks for English.
   * @param recording names what is recorded of her
   */
  letIn(recording: string): Promise<Person>;
}

/**
 * An empty shop for the tests of a file. Call it at the file's top: whatever has begun ends with the file, also where the
 * beginning failed half-way.
 */
export function emptyShop(): EmptyShop {
  const ends: (() => Promise<void>)[] = [];
  let browser: Browser | undefined;
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  return {
    open: async () => {
      const demo = await startDemo(['--empty']);
      ends.push(() => demo.stop());
      const opened = await openBrowser();
      ends.push(() => opened.close());
      browser = opened;
      return demo;
    },
    letIn: async (recording) => {
      if (!browser) throw new Error('the shop is not open');
      const person = await invite(browser, recording, { locale: 'en-GB' });
      ends.push(() => person.leave());
      return person;
    },
  };
}
