import { Badge, BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris';

import { nameActor } from '../activity/activity-text.ts';
import { ListCard } from '../page/list-card.tsx';
import { PageFrame } from '../page/page-frame.tsx';
import { PageTurning } from '../page/page-turning.tsx';
import { TeachingEmptyState } from '../page/teaching-empty-state.tsx';
import { useLanguage } from '../language/use-language.ts';
import { useLiveRefresh } from '../page/use-live-refresh.ts';
import { describeSums, toneOfState } from './import-text.ts';
import { ImportUpload } from './import-upload.tsx';
import { isUnderWay, type ShownImport } from './shown-import.ts';

interface ImportsPageProps {
  /** Newest first. */
  readonly imports: readonly ShownImport[];
  readonly isNewest: boolean;
  readonly older: string | null;
  /** Shopify's id of whoever reads this. */
  readonly readerId: string;
}

/** Where many members' points are adjusted by a file, with the files that there were. */
export function ImportsPage({ imports, isNewest, older, readerId }: ImportsPageProps) {
  const { text } = useLanguage();
  useLiveRefresh(imports.some(({ state }) => isUnderWay(state)));
  return (
    <PageFrame
      title={text('adjusting.many')}
      subtitle={text('adjusting.subtitle')}
      back={{ label: text('members.title'), url: '/app/members' }}
    >
      <BlockStack gap="400">
        <ImportUpload />
        <ListCard
          title={text('adjusting.listTitle')}
          footer={
            isNewest && older === null ? undefined : (
              <PageTurning isNewest={isNewest} older={older} />
            )
          }
        >
          {imports.length === 0 ? (
            <TeachingEmptyState
              title={text('adjusting.emptyTitle')}
              text={text('adjusting.emptyText')}
            />
          ) : (
            imports.map((file) => <ImportRow key={file.id} file={file} readerId={readerId} />)
          )}
        </ListCard>
      </BlockStack>
    </PageFrame>
  );
}

function ImportRow({ file, readerId }: { readonly file: ShownImport; readonly readerId: string }) {
  const language = useLanguage();
  const { text, format } = language;
  const { state, uploadedBy, uploadedAt } = file;
  const who = { kind: 'staff', id: uploadedBy, isReader: uploadedBy === readerId } as const;
  const moment = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return (
    <Box padding="400">
      <BlockStack gap="100">
        <InlineStack align="space-between" gap="200">
          <Text as="p" fontWeight="medium" breakWord>
            <Link url={`/app/adjustments/${file.id}`}>{file.fileName}</Link>
          </Text>
          <Badge tone={toneOfState(state)}>{text(`adjusting.state.${state}`)}</Badge>
        </InlineStack>
        {file.lines > 0 && <Text as="p">{describeSums(file, language)}</Text>}
        <Text as="p" variant="bodySm" tone="subdued">
          {nameActor(who, language)} ·{' '}
          <time dateTime={uploadedAt}>{format.dateTime(new Date(uploadedAt), moment)}</time>
        </Text>
      </BlockStack>
    </Box>
  );
}
