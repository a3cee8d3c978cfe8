import { Link } from '@shopify/polaris';

import { nameSubject, subjectUrl } from './delivery-text.ts';
import { type Fact, FactsCard } from '../page/facts-card.tsx';
import { Moment } from '../page/moment.tsx';
import type { ShownDelivery } from './shown-delivery.ts';
import { useLanguage } from '../language/use-language.ts';

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
  const moment = (at: string) => <Moment at={at} toTheSecond />;
  const facts: readonly Fact[] = [
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
  return <FactsCard title={text('delivery.about')} facts={facts} />;
}
