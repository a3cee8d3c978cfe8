import type { PostedTransfers } from '#app/loyalty/posted-transfer.ts';
import type { OrderReceipt } from '#app/loyalty/receipt.ts';

import { ListCard } from './list-card.tsx';
import { PageTurning } from './page-turning.tsx';
import { PostingRow } from './posting-row.tsx';
import { describePosting, describeReceipt } from './receipt-text.ts';
import { TeachingEmptyState } from './teaching-empty-state.tsx';
import { useLanguage } from './use-language.ts';

/** What happened to a member's points, or an order that moved none and why. Times are ISO 8601. */
export type HistoryLine = { readonly key: string; readonly at: string } & (
  | {
      readonly kind: 'posting';
      readonly change: number;
      readonly transfers: PostedTransfers;
    }
  | { readonly kind: 'order'; readonly receipt: OrderReceipt }
);

export interface MemberHistoryProps {
  /** Newest first. */
  readonly history: readonly HistoryLine[];
  readonly isNewest: boolean;
  /** Where the history goes on, or null where it ends. */
  readonly older: string | null;
}

/** A page of a member's history, with the way to older lines. */
export function MemberHistory({ history, isNewest, older }: MemberHistoryProps) {
  const language = useLanguage();
  const { text } = language;
  return (
    <ListCard
      title={text('member.history')}
      footer={
        isNewest && older === null ? undefined : <PageTurning isNewest={isNewest} older={older} />
      }
    >
      {history.length === 0 ? (
        <TeachingEmptyState
          title={text('member.historyEmptyTitle')}
          text={text('member.historyEmptyText')}
        />
      ) : (
        history.map((line, index) => (
          <PostingRow
            key={line.key}
            at={line.at}
            change={line.kind === 'posting' ? line.change : null}
            isOpenAtFirst={isNewest && index === 0}
            receipt={
              line.kind === 'posting'
                ? describePosting(line.transfers, language)
                : describeReceipt(line.receipt, language)
            }
          />
        ))
      )}
    </ListCard>
  );
}
