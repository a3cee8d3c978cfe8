import { Badge, BlockStack, Card, InlineStack, Text } from '@shopify/polaris';

import { useLanguage } from './use-language.ts';

interface EventsCardProps {
  readonly processed: number;
  readonly waiting: number;
  readonly unreadable: number;
  /** ISO 8601; null before the first. */
  readonly lastReceivedAt: string | null;
  /** ISO 8601: the present moment, as the server knows it. */
  readonly now: string;
}

/** How far the shop's webhook deliveries have been worked off. */
export function EventsCard({
  processed,
  waiting,
  unreadable,
  lastReceivedAt,
  now,
}: EventsCardProps) {
  const { text, format } = useLanguage();
  const rows = [
    [text('home.webhooks.processed'), processed],
    [text('home.webhooks.waiting'), waiting],
    [text('home.webhooks.unreadable'), unreadable],
  ] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {text('home.webhooks.title')}
          </Text>
          <StateBadge
            waiting={waiting}
            unreadable={unreadable}
            isEmpty={processed + waiting + unreadable === 0}
          />
        </InlineStack>
        <BlockStack gap="150">
          {rows.map(([label, count]) => (
            <InlineStack key={label} align="space-between" gap="200">
              <Text as="span">{label}</Text>
              <Text as="span" numeric fontWeight="medium">
                {format.number(count)}
              </Text>
            </InlineStack>
          ))}
        </BlockStack>
        <Text as="p" tone="subdued">
          {lastReceivedAt === null
            ? text('home.webhooks.noneYet')
            : text('home.webhooks.last', {
                when: format.relativeTime(new Date(lastReceivedAt), new Date(now)),
              })}
        </Text>
        {unreadable > 0 && (
          <Text as="p" tone="subdued">
            {text('home.webhooks.unreadableHint')}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

interface StateBadgeProps {
  readonly waiting: number;
  readonly unreadable: number;
  readonly isEmpty: boolean;
}

function StateBadge({ waiting, unreadable, isEmpty }: StateBadgeProps) {
  const { text } = useLanguage();
  if (unreadable > 0) {
    return <Badge tone="warning">{text('home.webhooks.attention', { count: unreadable })}</Badge>;
  }
  if (waiting > 0) {
    return <Badge tone="info">{text('home.webhooks.behind', { count: waiting })}</Badge>;
  }
  if (isEmpty) return <Badge>{text('home.webhooks.none')}</Badge>;
  return <Badge tone="success">{text('home.webhooks.caughtUp')}</Badge>;
}
