import { describeHistory, type HistoryEvent } from './history-text.ts';
import { ListCard } from '../page/list-card.tsx';
import { PageTurning } from '../page/page-turning.tsx';
import { PostingRow } from './posting-row.tsx';
import { TeachingEmptyState } from '../page/teaching-empty-state.tsx';
import { useLanguage } from '../language/use-language.ts';

/** Something that happened to a member. Times are ISO 8601. */
export type HistoryLine = { readonly key: string; readonly at: string } & HistoryEvent;

export interface MemberHistoryProps {
  readonly memberId: string;
  /** Newest first. */
  readonly history: readonly HistoryLine[];
  readonly isNewest: boolean;
  /** Where the history goes on, or null where it ends. */
  readonly older: string | null;
}

/** A page of a member's history, with the way to older lines. */
export function MemberHistory({ memberId, history, isNewest, older }: MemberHistoryProps) {
  const language = useLanguage();
  const { text } = language;
  return (
    <ListCard
      title={text('member.history')}
      action={{ label: text('why.actionsLink'), url: `/app/why?member=${memberId}` }}
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
            change={changeOf(line)}
            isOpenAtFirst={isNewest && index === 0}
            receipt={describeHistory(line, language)}
          />
        ))
      )}
    </ListCard>
  );
}

/** An order that moved none says so; of a perk nobody expects points. */
function changeOf(line: HistoryLine): number | null {
  if (line.kind === 'posting') return line.change;
  return line.kind === 'order' ? null : 0;
}
