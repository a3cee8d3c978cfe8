import { Badge, BlockStack, Box, Card, Divider, InlineStack, Link, Text } from '@shopify/polaris';
import { Fragment, type ReactNode } from 'react';

import { type BoundedCount, writeCount } from './bounded-count.ts';
import { PageFrame } from './page-frame.tsx';
import { useLanguage } from './use-language.ts';

interface SettingsPageProps {
  readonly unreadable: BoundedCount;
  readonly waiting: BoundedCount;
  /** Requests that nobody has answered yet. */
  readonly dataRequests: number;
}

/** The way to what is looked at now and then, each with what it has to say. */
export function SettingsPage({ unreadable, waiting, dataRequests }: SettingsPageProps) {
  const language = useLanguage();
  const { text } = language;
  const sections: readonly SectionProps[] = [
    {
      url: '/app/deliveries',
      title: text('deliveries.title'),
      description: text('settings.deliveries'),
      badge:
        unreadable.count > 0 ? (
          <Badge tone="warning">
            {text('home.webhooks.attention', { count: writeCount(unreadable, language) })}
          </Badge>
        ) : waiting.count > 0 ? (
          <Badge tone="info">
            {text('home.webhooks.behind', { count: writeCount(waiting, language) })}
          </Badge>
        ) : null,
    },
    {
      url: '/app/data-requests',
      title: text('privacy.title'),
      description: text('settings.privacy'),
      badge:
        dataRequests > 0 ? (
          <Badge tone="warning">{text('settings.privacyOpen', { count: dataRequests })}</Badge>
        ) : null,
    },
    {
      url: '/app/activity',
      title: text('activity.title'),
      description: text('settings.activity'),
      badge: null,
    },
  ];
  return (
    <PageFrame title={text('settings.title')}>
      <Card padding="0">
        {sections.map((section, index) => (
          <Fragment key={section.url}>
            {index > 0 && <Divider />}
            <Section {...section} />
          </Fragment>
        ))}
      </Card>
    </PageFrame>
  );
}

interface SectionProps {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly badge: ReactNode;
}

function Section({ url, title, description, badge }: SectionProps) {
  return (
    <Box padding="400">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingSm">
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
