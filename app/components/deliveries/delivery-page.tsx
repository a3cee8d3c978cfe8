import { useFetcher } from '@remix-run/react';
import {
  Banner,
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Layout,
  Text,
} from '@shopify/polaris';

import { DeliveryBody, type ShownBody } from './delivery-body.tsx';
import { DeliveryFacts } from './delivery-facts.tsx';
import { DeliveryStateBadge } from './delivery-state-badge.tsx';
import { describeNextStep, describeReason, nameTopic, technicalDetail } from './delivery-text.ts';
import { PageFrame } from '../page/page-frame.tsx';
import type { ShownDelivery } from './shown-delivery.ts';
import { useLanguage } from '../language/use-language.ts';
import { useLiveRefresh } from '../page/use-live-refresh.ts';

/** What the page's actions answer. */
export type DeliveryAnswer = 'queued' | 'dismissed' | 'without_body' | 'not_open' | 'unknown';

interface DeliveryPageProps {
  readonly delivery: ShownDelivery & {
    /** Shopify's id of it. */
    readonly deliveryId: string;
    readonly triggeredAt: string | null;
  };
  /** Null where it was dropped. */
  readonly body: ShownBody | null;
  /** ISO 8601. */
  readonly now: string;
}

/** A delivery: what came, what became of it, and what can be done about it. */
export function DeliveryPage({ delivery, body, now }: DeliveryPageProps) {
  const language = useLanguage();
  const { text } = language;
  const { submit, state, data } = useFetcher<DeliveryAnswer>();
  useLiveRefresh(delivery.state === 'received');
  const act = (intent: 'retry' | 'dismiss') => () => {
    submit({ intent }, { method: 'post' });
  };
  return (
    <PageFrame
      title={nameTopic(delivery.topic, language)}
      back={{ label: text('deliveries.title'), url: '/app/deliveries' }}
    >
      <BlockStack gap="400">
        {data !== undefined && <AnswerBanner answer={data} delivery={delivery} />}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <StateCard
                delivery={delivery}
                now={now}
                hasBody={body !== null}
                isBusy={state !== 'idle'}
                onRetry={act('retry')}
                onDismiss={act('dismiss')}
              />
              <DeliveryBody body={body} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <DeliveryFacts delivery={delivery} />
          </Layout.Section>
        </Layout>
      </BlockStack>
    </PageFrame>
  );
}

interface AnswerBannerProps {
  readonly answer: DeliveryAnswer;
  readonly delivery: ShownDelivery;
}

/** What the last action has come to, as far as the worker has got with it. */
function AnswerBanner({ answer, delivery }: AnswerBannerProps) {
  const { text } = useLanguage();
  switch (answer) {
    case 'queued':
      return {
        received: <Banner tone="info" title={text('delivery.answer.received')} />,
        waiting: <Banner tone="info" title={text('delivery.answer.waiting')} />,
        done: <Banner tone="success" title={text('delivery.answer.done')} />,
        unreadable: <Banner tone="warning" title={text('delivery.answer.unreadable')} />,
      }[delivery.state];
    case 'dismissed':
      return <Banner tone="success" title={text('delivery.answer.dismissed')} />;
    case 'without_body':
      return <Banner tone="warning" title={text('delivery.answer.withoutBody')} />;
    case 'not_open':
    case 'unknown':
      return <Banner tone="warning" title={text('delivery.answer.notOpen')} />;
  }
}

interface StateCardProps {
  readonly delivery: ShownDelivery;
  readonly now: string;
  readonly hasBody: boolean;
  readonly isBusy: boolean;
  readonly onRetry: () => void;
  readonly onDismiss: () => void;
}

function StateCard({ delivery, now, hasBody, isBusy, onRetry, onDismiss }: StateCardProps) {
  const { text } = useLanguage();
  const isDismissed = delivery.reason?.code === 'set_aside';
  const isOpen = delivery.state === 'unreadable' || delivery.state === 'waiting' || isDismissed;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {text('delivery.stateTitle')}
          </Text>
          <DeliveryStateBadge delivery={delivery} />
        </InlineStack>
        <Explanation delivery={delivery} now={now} />
        {isOpen && !hasBody && (
          <Text as="p" tone="subdued">
            {text('delivery.cannotRetry')}
          </Text>
        )}
        {isOpen && (
          <ButtonGroup>
            {hasBody && (
              <Button
                {...(!isDismissed && { variant: 'primary' })}
                onClick={onRetry}
                loading={isBusy}
              >
                {text('delivery.retry')}
              </Button>
            )}
            {delivery.state === 'unreadable' && (
              <Button onClick={onDismiss} disabled={isBusy}>
                {text('delivery.dismiss')}
              </Button>
            )}
          </ButtonGroup>
        )}
        {delivery.state === 'unreadable' && (
          <Text as="p" variant="bodySm" tone="subdued">
            {text('delivery.dismissHint')}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function Explanation({ delivery, now }: Pick<StateCardProps, 'delivery' | 'now'>) {
  const language = useLanguage();
  const { text, format } = language;
  const { reason, retryAt } = delivery;
  if (reason === null) return <Text as="p">{text(`delivery.plain.${delivery.state}`)}</Text>;
  const nextStep = describeNextStep(reason, language);
  const detail = technicalDetail(reason);
  return (
    <BlockStack gap="200">
      <Text as="p">{describeReason(reason, language)}</Text>
      {nextStep !== null && (
        <Text as="p" tone="subdued">
          {nextStep}
        </Text>
      )}
      {retryAt !== null && (
        <Text as="p">
          {text('deliveries.nextAttempt', {
            when: format.relativeTime(new Date(retryAt), new Date(now)),
          })}
        </Text>
      )}
      {detail !== null && (
        <Box>
          <Text as="p" variant="bodySm" tone="subdued">
            {text('delivery.technical')}
          </Text>
          <p className="admin-raw-text">{detail}</p>
        </Box>
      )}
    </BlockStack>
  );
}

/** What stands at the address of a delivery that does not exist, or no more. */
export function UnknownDeliveryPage() {
  const { text } = useLanguage();
  return (
    <PageFrame
      title={text('delivery.unknownTitle')}
      back={{ label: text('deliveries.title'), url: '/app/deliveries' }}
    >
      <Card>
        <BlockStack gap="400">
          <Text as="p">{text('delivery.unknownText')}</Text>
          <InlineStack>
            <Button url="/app/deliveries">{text('delivery.backToList')}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </PageFrame>
  );
}
