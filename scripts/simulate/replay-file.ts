import { createReadStream } from 'node:fs';

import type { Language } from '#app/components/language/language.ts';
import { AmountError } from '#app/loyalty/money.ts';
import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import { evaluableProgram, type Unevaluated } from '#app/loyalty/replay/evaluable-program.ts';
import type { ReplayFigures } from '#app/loyalty/replay/figures.ts';
import { Replay } from '#app/loyalty/replay/replay.ts';
import type { Told } from '#app/loyalty/replay/told.ts';
import { readOrderExport } from '#app/shopify/order-export/read-order-export.server.ts';

import { PlainError } from '../support/plain-error.ts';
import type { ProgramIn } from './read-program.ts';

/** What is replayed, and how it is looked at. */
export interface ReplayTask {
  readonly programIn: ProgramIn;
  readonly ordersFile: string;
  readonly at: Date;
  /** The shop's money; null for that of the first order. */
  readonly currency: string | null;
  /** The shop's, IANA name: an export writes its times with an offset, and does not say by which calendar. */
  readonly timezone: string;
  readonly text: Language['text'];
  /** Hears how many orders have been read, every now and then: a large file takes a while. */
  readonly onProgress?: (orders: number) => void;
}

/** The figures, and what they cost. */
export interface ReplayedFile extends ReplayFigures {
  readonly at: string;
  readonly currency: string | null;
  readonly timezone: string;
  /** What the program asks for and the file does not tell; `other_currencies` where orders are left out for theirs. */
  readonly unevaluated: readonly (Unevaluated | 'other_currencies')[];
  readonly readSeconds: number;
  /** Of the engine alone. */
  readonly seconds: number;
  readonly ordersPerSecond: number;
}

/**
 * Replays an order export.
 * @throws PlainError for a file that cannot be read
 */
export async function replayFile(task: ReplayTask): Promise<ReplayedFile> {
  const begun = performance.now();
  const run = new FileRun(task);
  for await (const part of readOrderExport(chunksOf(task.ordersFile))) {
    if (part.kind === 'told') run.begin(part.told);
    else if (part.kind === 'orders') {
      run.take(part.facts);
      task.onProgress?.(run.orders);
    } else
      throw new PlainError(task.text(`replay.problem.${part.problem.code}`, { ...part.problem }));
  }
  const readSeconds = (performance.now() - begun) / 1_000 - run.seconds;
  return { ...run.finish(), readSeconds };
}

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(file, { highWaterMark: 1024 * 1024 });
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (error) {
    const isOfSystem = error instanceof Error && 'code' in error;
    if (isOfSystem) throw new PlainError(`${file} cannot be read: ${reasonOf(error.code)}`);
    throw error;
  }
}

/** What people know of the system's codes. */
function reasonOf(code: unknown): string {
  switch (code) {
    case 'ENOENT':
      return 'there is no such file.';
    case 'EISDIR':
      return 'it is a folder.';
    case 'EACCES':
    case 'EPERM':
      return 'you may not read it.';
    default:
      return `${String(code)}.`;
  }
}

/** One file's replay, with the time that the engine takes of it. */
class FileRun {
  seconds = 0;
  orders = 0;
  private readonly task: ReplayTask;
  private told: ReadonlySet<Told> = new Set();
  private unevaluated: readonly Unevaluated[] = [];
  private replay: Replay | null = null;
  private currency: string | null;
  private hasOtherCurrencies = false;

  constructor(task: ReplayTask) {
    this.task = task;
    this.currency = task.currency;
  }

  begin(told: ReadonlySet<Told>): void {
    this.told = told;
  }

  take(facts: readonly OrderFact[]): void {
    this.currency ??= facts[0]?.currency ?? null;
    this.hasOtherCurrencies ||= facts.some(({ currency }) => currency !== this.currency);
    this.orders += facts.length;
    this.timed(() => {
      this.replay ??= this.open();
      for (const fact of facts) addTo(this.replay, fact);
    });
  }

  finish(): Omit<ReplayedFile, 'readSeconds'> {
    const { at, timezone } = this.task;
    const figures = this.timed(() => (this.replay ?? this.open()).figuresAt(at.getTime()));
    return {
      ...figures,
      at: at.toISOString(),
      currency: this.currency,
      timezone,
      unevaluated: [
        ...this.unevaluated,
        ...(this.hasOtherCurrencies ? (['other_currencies'] as const) : []),
      ],
      seconds: this.seconds,
      ordersPerSecond: Math.round(this.orders / this.seconds),
    };
  }

  /** Not before the first order: it may be the one to say in which currency the program is. */
  private open(): Replay {
    const asked = this.task.programIn(this.currency);
    const { program, unevaluated } = evaluableProgram(asked, this.told);
    this.unevaluated = unevaluated;
    const versions = [{ version: 1, inForceFrom: new Date(0), program }];
    const terms = { formerCurrencies: [], isDevelopment: false, timezone: this.task.timezone };
    return new Replay(versions, { currency: this.currency ?? '', ...terms });
  }

  private timed<Result>(work: () => Result): Result {
    const begun = performance.now();
    const result = work();
    this.seconds += (performance.now() - begun) / 1_000;
    return result;
  }
}

function addTo(replay: Replay, fact: OrderFact): void {
  try {
    replay.add(fact);
  } catch (error) {
    if (!(error instanceof AmountError)) throw error;
    throw new PlainError(`The amounts of order ${fact.name} are too large to be counted with.`);
  }
}
