import { Card } from '@shopify/polaris';

import { type ListedMember, MemberTable } from './member-table.tsx';
import { MemberFilters, type MemberSorting } from './member-filters.tsx';
import { PageFrame } from '../page/page-frame.tsx';
import { TeachingEmptyState } from '../page/teaching-empty-state.tsx';
import { useLanguage } from '../language/use-language.ts';
import { useListAddress } from '../page/use-list-address.ts';

/** A page of the list, with what it answers. */
interface MemberList {
  readonly query: MemberSorting & { readonly query: string; readonly page: number };
  readonly total: number;
  readonly pages: number;
  readonly from: number;
  readonly to: number;
  readonly members: readonly ListedMember[];
}

/** All members, to be searched, sorted and paged through. */
export function MembersPage({ list }: { readonly list: MemberList }) {
  const { text } = useLanguage();
  const { query, total, members } = list;
  const address = useListAddress(query);
  const isEmpty = total === 0 && query.query === '';
  return (
    <PageFrame
      title={text('members.title')}
      link={{ label: text('adjusting.many'), url: '/app/adjustments' }}
      fullWidth
    >
      <Card padding="0">
        {isEmpty ? (
          <TeachingEmptyState title={text('members.emptyTitle')} text={text('members.emptyText')} />
        ) : (
          <>
            <MemberFilters address={address} sorting={query} />
            {total === 0 ? (
              <TeachingEmptyState
                title={text('members.noResultsTitle')}
                text={text('members.noResultsText')}
                action={{ label: text('members.clearSearch'), onAction: address.clearSearch }}
              />
            ) : (
              <MemberTable
                members={members}
                sorting={query}
                onSort={address.sortBy}
                isLoading={address.isLoading}
                paging={{
                  label: text('members.range', { from: list.from, to: list.to, total }),
                  page: query.page,
                  pages: list.pages,
                  onPage: address.goTo,
                }}
              />
            )}
          </>
        )}
      </Card>
    </PageFrame>
  );
}
