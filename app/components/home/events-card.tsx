import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris';

import { type BoundedCount, writeCount } from '../page/bounded-count.ts';
import { useLanguage } from '../language/use-language.ts';

interface EventsCardProps {
  /** In the last 24 hours. */
  readonly processed: BoundedCount;
  readonly waiting: BoundedCount;
  readonly unreadable: BoundedCount;
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
            isEmpty={lastReceivedAt === null && waiting.count + unreadable.count === 0}
          />
        </InlineStack>
        <BlockStack gap="150">
          <Row label={text('home.webhooks.processed')} count={processed} />
          <Row
            label={text('home.webhooks.waiting')}
            count={waiting}
            url="/app/deliveries?view=waiting"
          />
          <Row
            label={text('home.webhooks.unreadable')}
            count={unreadable}
            url="/app/deliveries?view=attention"
          />
        </BlockStack>
        <Text as="p" tone="subdued">
          {lastReceivedAt === null
            ? text('home.webhooks.noneYet')
            : text('home.webhooks.last', {
                when: format.relativeTime(new Date(lastReceivedAt), new Date(now)),
              })}
        </Text>
        {unreadable.count > 0 && (
          <Text as="p" tone="subdued">
            {text('home.webhooks.unreadableHint')}
          </Text>
        )}
        <InlineStack>
          <Button url={unreadable.count > 0 ? '/app/deliveries?view=attention' : '/app/deliveries'}>
            {text('home.webhooks.view')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

interface RowProps {
  readonly label: string;
  readonly count: BoundedCount;
  /** Where they are listed; a row of none leads nowhere. */
  readonly url?: string;
}

function Row({ label, count, url }: RowProps) {
  const language = useLanguage();
  return (
    <InlineStack align="space-between" gap="200">
      {url !== undefined && count.count > 0 ? (
        <Link url={url}>{label}</Link>
      ) : (
        <Text as="span">{label}</Text>
      )}
      <Text as="span" numeric fontWeight="medium">
        {writeCount(count, language)}
      </Text>
    </InlineStack>
  );
}

interface StateBadgeProps {
  readonly waiting: BoundedCount;
  readonly unreadable: BoundedCount;
  readonly isEmpty: boolean;
}

function StateBadge({ waiting, unreadable, isEmpty }: StateBadgeProps) {
  const language = useLanguage();
  const { text } = language;
  if (unreadable.count > 0) {
    return (
      <Badge tone="warning">
        {text('home.webhooks.attention', { count: writeCount(unreadable, language) })}
      </Badge>
    );
  }
  if (waiting.count > 0) {
    return (
      <Badge tone="info">
        {text('home.webhooks.behind', { count: writeCount(waiting, language) })}
      </Badge>
    );
  }
  if (isEmpty) return <Badge>{text('home.webhooks.none')}</Badge>;
  return <Badge tone="success">{text('home.webhooks.caughtUp')}</Badge>;
}
