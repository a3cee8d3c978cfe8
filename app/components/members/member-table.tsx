import {
  BlockStack,
  Box,
  IndexTable,
  InlineStack,
  Link,
  Text,
  useBreakpoints,
} from '@shopify/polaris';
import { writePoints } from '../language/amounts.ts';
import type { MemberSorting } from './member-filters.tsx';
import { memberName } from '../language/member-name.ts';
import { useLanguage } from '../language/use-language.ts';

/** A member as the table shows her. Points are integers, times ISO 8601. */
export interface ListedMember {
  readonly memberId: string;
  readonly customerId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly owed: number;
  readonly earned: number;
  readonly joinedAt: string;
  readonly lastActivityAt: string | null;
}

interface MemberTableProps {
  readonly members: readonly ListedMember[];
  readonly sorting: MemberSorting;
  readonly onSort: (sort: string, direction: string) => void;
  readonly isLoading: boolean;
  readonly paging: {
    readonly label: string;
    readonly page: number;
    readonly pages: number;
    readonly onPage: (page: number) => void;
  };
}

// By column: what the list is sorted by when its heading is pressed.
const SORT_OF_COLUMN = ['name', null, 'joined', null, 'points', null] as const;

/** Members, a row each; two lines a row on a phone. */
export function MemberTable({ members, sorting, onSort, isLoading, paging }: MemberTableProps) {
  const { text } = useLanguage();
  const { smDown } = useBreakpoints();
  return (
    <IndexTable
      condensed={smDown}
      selectable={false}
      loading={isLoading}
      itemCount={members.length}
      resourceName={{ singular: text('members.singular'), plural: text('members.plural') }}
      headings={[
        { title: text('members.column.name'), defaultSortDirection: 'ascending' },
        { title: text('members.column.email') },
        { title: text('members.column.joined') },
        { title: text('members.column.activity') },
        { title: text('members.column.points'), alignment: 'end' },
        { title: text('members.column.earned'), alignment: 'end' },
      ]}
      sortable={SORT_OF_COLUMN.map((sort) => sort !== null)}
      sortColumnIndex={SORT_OF_COLUMN.indexOf(sorting.sort)}
      sortDirection={sorting.direction}
      onSort={(column, direction) => {
        const sort = SORT_OF_COLUMN[column];
        if (sort) onSort(sort, direction);
      }}
      pagination={{
        label: paging.label,
        hasPrevious: paging.page > 1,
        onPrevious: () => {
          paging.onPage(paging.page - 1);
        },
        hasNext: paging.page < paging.pages,
        onNext: () => {
          paging.onPage(paging.page + 1);
        },
      }}
    >
      {members.map((member, position) => (
        <IndexTable.Row key={member.memberId} id={member.memberId} position={position}>
          {smDown ? <CondensedRow member={member} /> : <WideRow member={member} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function WideRow({ member }: { readonly member: ListedMember }) {
  const { text, format } = useLanguage();
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium' });
  return (
    <>
      <IndexTable.Cell>
        <NameLink member={member} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        {member.email ?? (
          <Text as="span" tone="subdued">
            {text('members.noEmail')}
          </Text>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>{day(member.joinedAt)}</IndexTable.Cell>
      <IndexTable.Cell>
        {member.lastActivityAt === null ? (
          <Text as="span" tone="subdued">
            {text('members.noActivity')}
          </Text>
        ) : (
          day(member.lastActivityAt)
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p" alignment="end" numeric>
          {format.number(member.available)}
        </Text>
        <BalanceNotes member={member} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {format.number(member.earned)}
        </Text>
      </IndexTable.Cell>
    </>
  );
}

function CondensedRow({ member }: { readonly member: ListedMember }) {
  const language = useLanguage();
  const { text, format } = language;
  const date = format.dateTime(new Date(member.joinedAt), { dateStyle: 'medium' });
  return (
    <Box padding="300" width="100%">
      <InlineStack align="space-between" gap="300" wrap={false}>
        <BlockStack gap="050">
          <NameLink member={member} />
          <Text as="span" variant="bodySm" tone="subdued" breakWord>
            {member.email ?? text('members.noEmail')}
          </Text>
          <Text as="span" variant="bodySm" tone="subdued">
            {text('members.joinedOn', { date })}
          </Text>
        </BlockStack>
        <Box minWidth="fit-content">
          <Text as="p" alignment="end" fontWeight="medium" numeric>
            {writePoints(member.available, language)}
          </Text>
          <BalanceNotes member={member} />
        </Box>
      </InlineStack>
    </Box>
  );
}

/** What cannot be spent, or is owed, below what can: only where there is any. */
function BalanceNotes({ member }: { readonly member: ListedMember }) {
  const { text, format } = useLanguage();
  const accounts = (['pending', 'held', 'owed'] as const).filter((account) => member[account] > 0);
  return accounts.map((account) => (
    <Text key={account} as="p" alignment="end" variant="bodySm" tone="subdued" numeric>
      {text(`members.notes.${account}`, { points: format.number(member[account]) })}
    </Text>
  ));
}

function NameLink({ member }: { readonly member: ListedMember }) {
  const language = useLanguage();
  return (
    <Text as="span" fontWeight="semibold">
      <Link dataPrimaryLink monochrome removeUnderline url={`/app/members/${member.memberId}`}>
        {memberName(member, language)}
      </Link>
    </Text>
  );
}
