import { useNavigate, useNavigation } from '@remix-run/react';
import { BlockStack, Box, Card, Text } from '@shopify/polaris';

import { useLanguage } from '../language/use-language.ts';
import { type Paging, RowTable } from '../page/row-table.tsx';
import { ImportLineCells, ImportLineCondensed } from './import-line-row.tsx';
import type { Beyond, ShownImportState, ShownLine } from './shown-import.ts';

/** A page of a file's lines. */
export interface ShownLines {
  readonly lines: readonly ShownLine[];
  /** The line before which, or behind which, the list goes on; null where it ends. */
  readonly previous: number | null;
  readonly next: number | null;
}

interface ImportLinesProps {
  readonly state: ShownImportState;
  readonly page: ShownLines;
  /** What would become of points that are not there. */
  readonly beyond: Beyond;
}

/** A file's lines: what each would make of a member's points, or what came of it. */
export function ImportLines({ state, page, beyond }: ImportLinesProps) {
  const { text } = useLanguage();
  const isLoading = useNavigation().state === 'loading';
  const paging = usePaging(page);
  const isPreview = state === 'checked';
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            {text('adjusting.lines.title')}
          </Text>
          {isPreview && (
            <Text as="p" tone="subdued">
              {text('adjusting.lines.previewed')}
            </Text>
          )}
        </BlockStack>
      </Box>
      <RowTable
        rows={page.lines.map((line) => ({ ...line, id: String(line.line) }))}
        isLoading={isLoading}
        paging={paging}
        resourceName={{
          singular: text('adjusting.lines.singular'),
          plural: text('adjusting.lines.plural'),
        }}
        headings={[
          { title: text('adjusting.lines.column.line') },
          { title: text('adjusting.lines.column.member') },
          { title: text('adjusting.lines.column.change'), alignment: 'end' },
          {
            title: text(`adjusting.lines.column.${isPreview ? 'balance' : 'done'}`),
            alignment: 'end',
          },
          { title: text('adjusting.form.reason') },
        ]}
        renderWide={(line) => <ImportLineCells line={line} isPreview={isPreview} beyond={beyond} />}
        renderCondensed={(line) => (
          <ImportLineCondensed line={line} isPreview={isPreview} beyond={beyond} />
        )}
      />
    </Card>
  );
}

/** The lines come in the file's order: what stands above is where lists have what is newer. */
function usePaging({ previous, next }: ShownLines): Paging {
  const navigate = useNavigate();
  const show = (side: 'before' | 'after', line: number | null) => {
    const search = new URLSearchParams(line === null ? {} : { [side]: String(line) }).toString();
    navigate({ search }, { preventScrollReset: true });
  };
  return {
    hasNewer: previous !== null,
    onNewer: () => {
      show('before', previous);
    },
    hasOlder: next !== null,
    onOlder: () => {
      show('after', next);
    },
  };
}
