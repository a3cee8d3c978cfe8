import { IndexFilters, IndexFiltersMode, type IndexFiltersProps } from '@shopify/polaris';

import { useLanguage } from '../language/use-language.ts';
import type { useListAddress } from '../page/use-list-address.ts';

export interface MemberSorting {
  readonly sort: 'joined' | 'points' | 'name';
  readonly direction: 'ascending' | 'descending';
}

interface MemberFiltersProps {
  readonly address: ReturnType<typeof useListAddress>;
  readonly sorting: MemberSorting;
}

/** Search field and sorting of the list of members. */
export function MemberFilters({ address, sorting }: MemberFiltersProps) {
  const { text } = useLanguage();
  return (
    <IndexFilters
      // The search is always open: it is what the page is for.
      mode={IndexFiltersMode.Filtering}
      setMode={() => undefined}
      autoFocusSearchField={false}
      disableKeyboardShortcuts
      disableStickyMode
      tabs={[]}
      selected={0}
      canCreateNewView={false}
      filters={[]}
      hideFilters
      onClearAll={address.clearSearch}
      queryValue={address.typed}
      queryPlaceholder={text('members.searchPlaceholder')}
      onQueryChange={(query) => {
        address.search(query);
      }}
      onQueryClear={address.clearSearch}
      loading={address.isLoading}
      sortOptions={useSortOptions()}
      sortSelected={[`${sorting.sort} ${sorting.direction === 'ascending' ? 'asc' : 'desc'}`]}
      onSort={([chosen = '']) => {
        const [sort = '', direction] = chosen.split(' ');
        address.sortBy(sort, direction === 'asc' ? 'ascending' : 'descending');
      }}
    />
  );
}

/** Polaris wants `<key> asc` and `<key> desc` as values, in this order. */
function useSortOptions(): NonNullable<IndexFiltersProps['sortOptions']> {
  const { text } = useLanguage();
  const joined = text('members.sort.joined');
  const points = text('members.sort.points');
  const name = text('members.sort.name');
  return [
    { label: joined, value: 'joined asc', directionLabel: text('members.sort.oldest') },
    { label: joined, value: 'joined desc', directionLabel: text('members.sort.newest') },
    { label: points, value: 'points asc', directionLabel: text('members.sort.fewest') },
    { label: points, value: 'points desc', directionLabel: text('members.sort.most') },
    { label: name, value: 'name asc', directionLabel: text('members.sort.az') },
    { label: name, value: 'name desc', directionLabel: text('members.sort.za') },
  ];
}
