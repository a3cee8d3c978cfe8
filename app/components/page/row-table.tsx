import { IndexTable, type IndexTableProps, useBreakpoints } from '@shopify/polaris';
import type { ReactNode } from 'react';

/** The way through a list that is newest first, a page at a time. */
export interface Paging {
  readonly hasNewer: boolean;
  readonly onNewer: () => void;
  readonly hasOlder: boolean;
  readonly onOlder: () => void;
}

interface RowTableProps<Row> {
  readonly rows: readonly Row[];
  readonly resourceName: NonNullable<IndexTableProps['resourceName']>;
  readonly headings: IndexTableProps['headings'];
  readonly isLoading: boolean;
  readonly paging: Paging;
  /** The cells of a row. */
  readonly renderWide: (row: Row) => ReactNode;
  /** The lines of a row on a phone, where there is no room for columns. */
  readonly renderCondensed: (row: Row) => ReactNode;
}

/** A list, a row for each thing, newest first; a few lines a row on a phone. */
export function RowTable<Row extends { readonly id: string }>({
  rows,
  resourceName,
  headings,
  isLoading,
  paging,
  renderWide,
  renderCondensed,
}: RowTableProps<Row>) {
  const { smDown } = useBreakpoints();
  return (
    <IndexTable
      condensed={smDown}
      selectable={false}
      loading={isLoading}
      itemCount={rows.length}
      resourceName={resourceName}
      headings={headings}
      {...((paging.hasNewer || paging.hasOlder) && {
        pagination: {
          hasPrevious: paging.hasNewer,
          onPrevious: paging.onNewer,
          hasNext: paging.hasOlder,
          onNext: paging.onOlder,
        },
      })}
    >
      {rows.map((row, position) => (
        <IndexTable.Row key={row.id} id={row.id} position={position}>
          {smDown ? renderCondensed(row) : renderWide(row)}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
