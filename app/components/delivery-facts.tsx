import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

import { nameSubject, subjectUrl } from './delivery-text.ts';
import type { ShownDelivery } from './shown-delivery.ts';
import { useLanguage } from './use-language.ts';

interface DeliveryFactsProps {
  readonly delivery: ShownDelivery & {
    readonly deliveryId: string;
    readonly triggeredAt: string | null;
  };
}

/** What is known of a delivery besides its body. */
export function DeliveryFacts({ delivery }: DeliveryFactsProps) {
  const language = useLanguage();
  const { text, format } = language;
  const { subject } = delivery;
  const moment = (at: string) => (
    <time dateTime={at}>
      {format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'medium' })}
    </time>
  );
  const rows: readonly (readonly [label: string, value: ReactNode])[] = [
    ...(subject === null
      ? []
      : ([
          [
            text('deliveries.column.about'),
            <Link key="subject" url={subjectUrl(subject)} target="_top">
              {nameSubject(subject, language)}
            </Link>,
          ],
        ] as const)),
    ...(delivery.triggeredAt === null
      ? []
      : ([[text('delivery.triggered'), moment(delivery.triggeredAt)]] as const)),
    [text('deliveries.column.received'), moment(delivery.receivedAt)],
    ...(delivery.doneAt === null
      ? []
      : ([[text('delivery.doneAt'), moment(delivery.doneAt)]] as const)),
    [text('deliveries.column.attempts'), format.number(delivery.attempts)],
    [text('delivery.topic'), delivery.topic],
    [text('delivery.deliveryId'), delivery.deliveryId],
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {text('delivery.about')}
        </Text>
        {rows.map(([label, value]) => (
          <BlockStack key={label}>
            <Text as="span" tone="subdued" variant="bodySm">
              {label}
            </Text>
            <Text as="span" breakWord>
              {value}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
