import type { z } from 'zod';

import type { AdminAnswer } from '../admin-api/admin-api.server.ts';
import { BulkChild, BulkHead, BulkLine, BulkRoot, BulkShippingLine } from './bulk-line.server.ts';
import { parseLosslessJson } from '../admin-api/lossless-json.server.ts';

/** An order out of a bulk query's result. */
export interface BulkOrder {
  readonly gid: string;
  /** Null where part of it is not as it should be. */
  readonly content: {
    readonly head: z.infer<typeof BulkHead>;
    readonly lines: readonly z.infer<typeof BulkLine>[];
    readonly shippingLines: readonly z.infer<typeof BulkShippingLine>[];
  } | null;
}

/** An order of which more may come. */
interface OpenOrder {
  readonly gid: string;
  readonly head: z.infer<typeof BulkHead> | undefined;
  readonly lines: z.infer<typeof BulkLine>[];
  readonly shippingLines: z.infer<typeof BulkShippingLine>[];
  isWhole: boolean;
}

/** Puts orders together from the lines of a result: an order's own line, and after it those of what belongs to it. */
export interface BulkOrderGrouping {
  /** @returns the order that this line has finished, if any; a failure where the line belongs nowhere */
  add(line: string): AdminAnswer<BulkOrder | null>;
  /** The last order. */
  end(): BulkOrder | null;
}

/** Puts orders together from the lines of a bulk file, in which an order stands before whatever belongs to it. */
export function createBulkOrderGrouping(): BulkOrderGrouping {
  let open: OpenOrder | null = null;
  const close = (): BulkOrder | null => {
    const closed = open && toBulkOrder(open);
    open = null;
    return closed;
  };
  return {
    add(line) {
      const object = parseOrNothing(line);
      const child = BulkChild.safeParse(object);
      if (child.success) {
        if (open?.gid !== child.data.__parentId) return outOfPlace;
        addTo(open, object);
        return { ok: true, data: null };
      }
      const root = BulkRoot.safeParse(object);
      if (!root.success) return outOfPlace;
      const finished = close();
      open = openOrder(root.data.id, object);
      return { ok: true, data: finished };
    },
    end: close,
  };
}

const outOfPlace = {
  ok: false,
  failure: { kind: 'refused', reason: 'a line of the result is no order and no part of one' },
} as const;

function openOrder(gid: string, object: unknown): OpenOrder {
  const head = BulkHead.safeParse(object);
  return { gid, head: head.data, lines: [], shippingLines: [], isWhole: head.success };
}

function addTo(order: OpenOrder, object: unknown): void {
  const line = BulkLine.safeParse(object);
  if (line.success) {
    order.lines.push(line.data);
    return;
  }
  const shippingLine = BulkShippingLine.safeParse(object);
  if (shippingLine.success) order.shippingLines.push(shippingLine.data);
  else order.isWhole = false;
}

function toBulkOrder({ gid, head, lines, shippingLines, isWhole }: OpenOrder): BulkOrder {
  return { gid, content: head && isWhole ? { head, lines, shippingLines } : null };
}

function parseOrNothing(line: string): unknown {
  try {
    return parseLosslessJson(line);
  } catch {
    return undefined;
  }
}
