/** Where lines can be written over one another. */
interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Orders between two messages: several a second. */
const STEP = 10_000;

const ERASE_LINE = '\r\u001b[2K';

/** Tells somebody who looks at a terminal how far the reading has come, on a line that goes away again. */
export function progressOf(terminal: Terminal) {
  let told = 0;
  return {
    tell: (orders: number): void => {
      if (!terminal.isTTY || orders < told + STEP) return;
      told = orders;
      terminal.write(`${ERASE_LINE}${orders.toLocaleString('en')} orders`);
    },
    clear: (): void => {
      if (told > 0) terminal.write(ERASE_LINE);
    },
  };
}
