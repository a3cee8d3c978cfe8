import { Badge, BlockStack, Box, Card, Divider, InlineStack, Link, Text } from '@shopify/polaris';
import { Children, Fragment, type ReactNode } from 'react';

import { type BoundedCount, writeCount } from '../page/bounded-count.ts';
import { PageFrame } from '../page/page-frame.tsx';
import { useLanguage } from '../language/use-language.ts';

interface SettingsPageProps {
  readonly unreadable: BoundedCount;
  readonly waiting: BoundedCount;
  /** Requests that nobody has answered yet. */
  readonly dataRequests: number;
  /** What members say they have done, and nobody has decided about. */
  readonly claims: number;
}

/** The way to what is looked at now and then, each with what it has to say. */
export function SettingsPage({ unreadable, waiting, dataRequests, claims }: SettingsPageProps) {
  const { text } = useLanguage();
  return (
    <PageFrame title={text('settings.title')}>
      <BlockStack gap="400">
        <Group title={text('settings.group.members')}>
          <Section
            url="/app/actions"
            title={text('actions.title')}
            description={text('actions.settings.description')}
            badge={
              claims > 0 && (
                <Badge tone="attention">
                  {text('actions.settings.waiting', { count: claims })}
                </Badge>
              )
            }
          />
          <Section url="/app/why" title={text('why.title')} description={text('why.settings')} />
        </Group>
        <Group title={text('settings.group.connections')}>
          <Section
            url="/app/deliveries"
            title={text('deliveries.title')}
            description={text('settings.deliveries')}
            badge={<EventsBadge unreadable={unreadable} waiting={waiting} />}
          />
          <Section
            url="/app/api-keys"
            title={text('actions.keys.title')}
            description={text('actions.keys.description')}
          />
        </Group>
        <Group title={text('settings.group.records')}>
          <Section
            url="/app/data-requests"
            title={text('privacy.title')}
            description={text('settings.privacy')}
            badge={
              dataRequests > 0 && (
                <Badge tone="warning">
                  {text('settings.privacyOpen', { count: dataRequests })}
                </Badge>
              )
            }
          />
          <Section
            url="/app/activity"
            title={text('activity.title')}
            description={text('settings.activity')}
          />
        </Group>
      </BlockStack>
    </PageFrame>
  );
}

function EventsBadge({ unreadable, waiting }: Pick<SettingsPageProps, 'unreadable' | 'waiting'>) {
  const language = useLanguage();
  const { text } = language;
  if (unreadable.count > 0) {
    const count = writeCount(unreadable, language);
    return <Badge tone="warning">{text('home.webhooks.attention', { count })}</Badge>;
  }
  if (waiting.count === 0) return null;
  const count = writeCount(waiting, language);
  return <Badge tone="info">{text('home.webhooks.behind', { count })}</Badge>;
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="0">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
      </Box>
      {Children.toArray(children).map((section, index) => (
        <Fragment key={index}>
          {index > 0 && <Divider />}
          {section}
        </Fragment>
      ))}
    </Card>
  );
}

interface SectionProps {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  /** What there is to do. */
  readonly badge?: ReactNode;
}

function Section({ url, title, description, badge }: SectionProps) {
  return (
    <Box padding="400">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            <Link url={url} monochrome>
              {title}
            </Link>
          </Text>
          {badge}
        </InlineStack>
        <Text as="p" tone="subdued">
          {description}
        </Text>
      </BlockStack>
    </Box>
  );
}
