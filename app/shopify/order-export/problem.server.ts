/** Why an order export cannot be read. Rows are counted as a spreadsheet does: the header is row 1. */
export type OrderExportProblem =
  /** Another encoding than UTF-8, which is the one that Shopify writes. */
  | { readonly code: 'not_utf8' | 'utf16' }
  /** What a spreadsheet program saves by itself, and not a CSV. */
  | { readonly code: 'workbook' }
  /** Nothing in it, not even a header. */
  | { readonly code: 'empty' }
  /** A column without which no figure would be right. */
  | { readonly code: 'missing_column'; readonly column: string }
  /** A row that is no row of this table; `reason` is a word of the CSV reader's, or `column_count`. */
  | { readonly code: 'unreadable_row'; readonly row: number; readonly reason: string }
  /** An order's first row without something that it must have. */
  | { readonly code: 'missing_value'; readonly row: number; readonly column: string }
  | {
      readonly code: 'unreadable_value';
      readonly row: number;
      readonly column: string;
      readonly value: string;
    }
  /** The same order again, further down: files that overlap were put together. */
  | { readonly code: 'order_twice'; readonly row: number; readonly order: string };
