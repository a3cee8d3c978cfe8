import { BlockStack, Box, IndexTable, InlineStack, Link, Text } from '@shopify/polaris';

import { writePoints } from '../language/amounts.ts';
import { memberName } from '../language/member-name.ts';
import { Moment } from '../page/moment.tsx';
import { type Paging, RowTable } from '../page/row-table.tsx';
import { RedemptionStateBadge } from './redemption-state-badge.tsx';
import { describeProblem, nameRedeemed, type ShownRedemption } from './redemption-text.ts';
import { useLanguage } from '../language/use-language.ts';

interface RedemptionTableProps {
  readonly redemptions: readonly ShownRedemption[];
  readonly isLoading: boolean;
  readonly paging: Paging;
}

interface RowProps {
  readonly redemption: ShownRedemption;
}

/** Redemptions, a row each, newest first; a few lines a row on a phone. */
export function RedemptionTable({ redemptions, isLoading, paging }: RedemptionTableProps) {
  const { text } = useLanguage();
  return (
    <RowTable
      rows={redemptions}
      isLoading={isLoading}
      paging={paging}
      resourceName={{ singular: text('redemptions.singular'), plural: text('redemptions.plural') }}
      headings={[
        { title: text('redemptions.column.reward') },
        { title: text('redemptions.column.member') },
        { title: text('redemptions.column.at') },
        { title: text('redemptions.column.state') },
        { title: text('redemptions.column.points'), alignment: 'end' },
      ]}
      renderWide={(redemption) => <WideRow redemption={redemption} />}
      renderCondensed={(redemption) => <CondensedRow redemption={redemption} />}
    />
  );
}

function WideRow({ redemption }: RowProps) {
  const language = useLanguage();
  return (
    <>
      <IndexTable.Cell className="admin-wrapping-cell">
        <RewardLink redemption={redemption} />
      </IndexTable.Cell>
      <IndexTable.Cell className="admin-wrapping-cell">
        {memberName(redemption, language)}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Moment at={redemption.createdAt} />
      </IndexTable.Cell>
      <IndexTable.Cell className="admin-wrapping-cell">
        <BlockStack gap="100" inlineAlign="start">
          <RedemptionStateBadge redemption={redemption} />
          <Problem redemption={redemption} />
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          <Price redemption={redemption} />
        </Text>
      </IndexTable.Cell>
    </>
  );
}

function CondensedRow({ redemption }: RowProps) {
  const language = useLanguage();
  return (
    <Box padding="300" width="100%">
      <BlockStack gap="100">
        <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
          <RewardLink redemption={redemption} />
          <RedemptionStateBadge redemption={redemption} />
        </InlineStack>
        <Text as="span" breakWord>
          {memberName(redemption, language)}
        </Text>
        <Problem redemption={redemption} />
        <Text as="span" variant="bodySm" tone="subdued">
          <Moment at={redemption.createdAt} />
          {' · '}
          <Price redemption={redemption} />
        </Text>
      </BlockStack>
    </Box>
  );
}

function RewardLink({ redemption }: RowProps) {
  return (
    <Text as="span" fontWeight="semibold" breakWord>
      <Link dataPrimaryLink monochrome removeUnderline url={`/app/redemptions/${redemption.id}`}>
        {nameRedeemed(redemption, useLanguage())}
      </Link>
    </Text>
  );
}

/** What it cost; a prize says that it is one. */
function Price({ redemption: { points } }: RowProps) {
  const language = useLanguage();
  return points === 0 ? language.text('redemptions.won') : writePoints(points, language);
}

function Problem({ redemption: { problem } }: RowProps) {
  const language = useLanguage();
  if (problem === null) return null;
  return (
    <Text as="span" variant="bodySm" tone="subdued" breakWord>
      {describeProblem(problem, language)}
    </Text>
  );
}
