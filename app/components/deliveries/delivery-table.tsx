import { BlockStack, Box, IndexTable, InlineStack, Link, Text } from '@shopify/polaris';

import { DeliveryStateBadge } from './delivery-state-badge.tsx';
import { describeReason, nameSubject, nameTopic } from './delivery-text.ts';
import type { ShownDelivery } from './shown-delivery.ts';
import { Moment } from '../page/moment.tsx';
import { type Paging, RowTable } from '../page/row-table.tsx';
import { useLanguage } from '../language/use-language.ts';

interface DeliveryTableProps {
  readonly deliveries: readonly ShownDelivery[];
  /** ISO 8601: the present moment, as the server knows it. */
  readonly now: string;
  readonly isLoading: boolean;
  readonly paging: Paging;
}

interface RowProps {
  readonly delivery: ShownDelivery;
  readonly now: string;
}

/** Deliveries, a row each, newest first; a few lines a row on a phone. */
export function DeliveryTable({ deliveries, now, isLoading, paging }: DeliveryTableProps) {
  const { text } = useLanguage();
  return (
    <RowTable
      rows={deliveries}
      isLoading={isLoading}
      paging={paging}
      resourceName={{ singular: text('deliveries.singular'), plural: text('deliveries.plural') }}
      headings={[
        { title: text('deliveries.column.event') },
        { title: text('deliveries.column.about') },
        { title: text('deliveries.column.received') },
        { title: text('deliveries.column.state') },
        { title: text('deliveries.column.attempts'), alignment: 'end' },
      ]}
      renderWide={(delivery) => <WideRow delivery={delivery} now={now} />}
      renderCondensed={(delivery) => <CondensedRow delivery={delivery} now={now} />}
    />
  );
}

function WideRow({ delivery, now }: RowProps) {
  const language = useLanguage();
  return (
    <>
      <IndexTable.Cell>
        <TopicLink delivery={delivery} />
      </IndexTable.Cell>
      <IndexTable.Cell className="admin-wrapping-cell">
        {delivery.subject !== null && nameSubject(delivery.subject, language)}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Moment at={delivery.receivedAt} toTheSecond />
      </IndexTable.Cell>
      <IndexTable.Cell className="admin-wrapping-cell">
        <BlockStack gap="100" inlineAlign="start">
          <DeliveryStateBadge delivery={delivery} />
          <Explanation delivery={delivery} now={now} />
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {language.format.number(delivery.attempts)}
        </Text>
      </IndexTable.Cell>
    </>
  );
}

function CondensedRow({ delivery, now }: RowProps) {
  const language = useLanguage();
  const { subject, attempts } = delivery;
  return (
    <Box padding="300" width="100%">
      <BlockStack gap="100">
        <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
          <TopicLink delivery={delivery} />
          <DeliveryStateBadge delivery={delivery} />
        </InlineStack>
        {subject !== null && (
          <Text as="span" breakWord>
            {nameSubject(subject, language)}
          </Text>
        )}
        <Explanation delivery={delivery} now={now} />
        <Text as="span" variant="bodySm" tone="subdued">
          <Moment at={delivery.receivedAt} toTheSecond />
          {attempts > 1 && ` · ${language.text('deliveries.attempts', { count: attempts })}`}
        </Text>
      </BlockStack>
    </Box>
  );
}

function TopicLink({ delivery }: { readonly delivery: ShownDelivery }) {
  const language = useLanguage();
  return (
    <BlockStack>
      <Text as="span" fontWeight="semibold">
        <Link dataPrimaryLink monochrome removeUnderline url={`/app/deliveries/${delivery.id}`}>
          {nameTopic(delivery.topic, language)}
        </Link>
      </Text>
      <Text as="span" variant="bodySm" tone="subdued" breakWord>
        {delivery.topic}
      </Text>
    </BlockStack>
  );
}

/** Why, and when it goes on. */
function Explanation({ delivery, now }: RowProps) {
  const language = useLanguage();
  const sentences = [
    delivery.reason !== null &&
      delivery.reason.code !== 'set_aside' &&
      describeReason(delivery.reason, language),
    delivery.retryAt !== null &&
      language.text('deliveries.nextAttempt', {
        when: language.format.relativeTime(new Date(delivery.retryAt), new Date(now)),
      }),
  ].filter((sentence) => sentence !== false);
  if (sentences.length === 0) return null;
  return (
    <Text as="span" variant="bodySm" tone="subdued" breakWord>
      {sentences.join(' ')}
    </Text>
  );
}
