import { BlockStack, Box, Card, Divider, InlineStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

import type { PointsNow } from '#app/loyalty/explain/points-now.ts';
import type { PostedTransfers } from '#app/loyalty/ledger/posted-transfer.ts';

import type { ReceiptText } from '../receipts/described-receipt.ts';
import { PostingRow } from '../members/posting-row.tsx';
import { Sentences } from '../program/program-sections.tsx';
import { describePosting } from '../receipts/receipt-text.ts';
import { useLanguage } from '../language/use-language.ts';
import { describePointsNow } from './why-text.ts';

/** What was posted at once; the time is ISO 8601. */
export interface ShownPosting {
  readonly key: string;
  readonly at: string;
  readonly change: number;
  readonly transfers: PostedTransfers;
}

interface ExplainedEarningProps {
  readonly title: string;
  /** Whose it is, with the way to her page. */
  readonly member?: { readonly name: string; readonly url: string } | null;
  readonly when: string | null;
  readonly why: ReceiptText;
  readonly pointsNow: readonly PointsNow[];
  readonly postings: readonly ShownPosting[];
}

/** Something that may have earned points: why it did or not, where they are now, and all that happened to them. */
export function ExplainedEarning(props: ExplainedEarningProps) {
  const { title, member, when, why, pointsNow, postings } = props;
  const language = useLanguage();
  const { text } = language;
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <InlineStack align="space-between" gap="200">
            <Text as="h2" variant="headingMd" breakWord>
              {title}
            </Text>
            {member && <Link url={member.url}>{member.name}</Link>}
          </InlineStack>
          {when !== null && (
            <Text as="p" tone="subdued">
              {when}
            </Text>
          )}
          <BlockStack gap="100">
            <Text as="p" fontWeight="semibold">
              {why.headline}
            </Text>
            {why.sentences.length > 0 && <Sentences sentences={why.sentences} />}
          </BlockStack>
          {pointsNow.length > 0 && (
            <Titled title={text('why.now')}>
              <Sentences sentences={describePointsNow(pointsNow, language)} />
            </Titled>
          )}
        </BlockStack>
      </Box>
      {postings.length > 0 && (
        <>
          <Divider />
          <Box padding="400" paddingBlockEnd="0">
            <Text as="h3" variant="headingSm">
              {text('why.history')}
            </Text>
          </Box>
          {postings.map(({ key, at, change, transfers }) => (
            <PostingRow
              key={key}
              at={at}
              change={change}
              receipt={describePosting(transfers, language)}
            />
          ))}
        </>
      )}
    </Card>
  );
}

function Titled({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {children}
    </BlockStack>
  );
}
