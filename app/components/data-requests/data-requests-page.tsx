import { Banner, BlockStack, Box, Text } from '@shopify/polaris';
import { useState } from 'react';

import { DataRequestRow, type ShownDataRequest } from './data-request-row.tsx';
import { ListCard } from '../page/list-card.tsx';
import { PageFrame } from '../page/page-frame.tsx';
import { PageTurning } from '../page/page-turning.tsx';
import { TeachingEmptyState } from '../page/teaching-empty-state.tsx';
import { useLanguage } from '../language/use-language.ts';

/** On a phone cards reach to the edge; text beside them does not. */
const BESIDE_CARDS = { xs: '400', sm: '0' } as const;

interface DataRequestsPageProps {
  /** Newest first. */
  readonly requests: readonly ShownDataRequest[];
  readonly isNewest: boolean;
  readonly older: string | null;
  /** ISO 8601: the present moment, as the server knows it. */
  readonly now: string;
}

/** Customers who want to know what is known of them, and what the merchant must do for them. */
export function DataRequestsPage({ requests, isNewest, older, now }: DataRequestsPageProps) {
  const { text } = useLanguage();
  const [hasFailed, setHasFailed] = useState(false);
  return (
    <PageFrame
      title={text('privacy.title')}
      back={{ label: text('settings.title'), url: '/app/settings' }}
    >
      <BlockStack gap="400">
        {hasFailed && (
          <Banner tone="critical" title={text('privacy.failedTitle')}>
            <p>{text('privacy.failedText')}</p>
          </Banner>
        )}
        {requests.length > 0 && (
          <Box paddingInline={BESIDE_CARDS}>
            <Text as="p">{text('privacy.intro')}</Text>
          </Box>
        )}
        <ListCard
          title={text('privacy.listTitle')}
          footer={
            isNewest && older === null ? undefined : (
              <PageTurning isNewest={isNewest} older={older} />
            )
          }
        >
          {requests.length === 0 ? (
            <TeachingEmptyState
              title={text('privacy.emptyTitle')}
              text={text('privacy.emptyText')}
            />
          ) : (
            requests.map((request) => (
              <DataRequestRow
                key={request.id}
                request={request}
                now={now}
                onOutcome={setHasFailed}
              />
            ))
          )}
        </ListCard>
        <Box paddingInline={BESIDE_CARDS}>
          <Text as="p" tone="subdued">
            {text('privacy.erasure')}
          </Text>
        </Box>
      </BlockStack>
    </PageFrame>
  );
}
