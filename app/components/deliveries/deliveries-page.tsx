import { useFetcher, useNavigate, useNavigation } from '@remix-run/react';
import { Banner, BlockStack, Box, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';

import type { BoundedCount } from '../page/bounded-count.ts';
import { type DeliveryChoice, DeliveryFilters } from './delivery-filters.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { PageFrame } from '../page/page-frame.tsx';
import { RetryBanner } from './retry-banner.tsx';
import type { ShownDelivery } from './shown-delivery.ts';
import { TeachingEmptyState } from '../page/teaching-empty-state.tsx';
import { TestEventBanner } from './test-event-banner.tsx';
import { useLanguage } from '../language/use-language.ts';
import { useLiveRefresh } from '../page/use-live-refresh.ts';

/** A page of deliveries, with what it answers. */
interface DeliveryList {
  readonly query: DeliveryChoice;
  /** ISO 8601. */
  readonly now: string;
  readonly deliveries: readonly ShownDelivery[];
  readonly newer: string | null;
  readonly older: string | null;
  /** Whether a page of one topic is not full because the search ended, not the deliveries. */
  readonly searchedOnly: boolean;
  readonly open: {
    readonly unreadable: BoundedCount;
    readonly waiting: BoundedCount;
    readonly inLine: BoundedCount;
    readonly isAtStandstill: boolean;
  };
}

/** What the page's actions answer. */
export type DeliveriesAnswer =
  | { readonly kind: 'retried'; readonly queued: number; readonly isMore: boolean }
  | { readonly kind: 'test_sent'; readonly id: string }
  | { readonly kind: 'unknown' };

/** What Shopify reported: what became of it, what needs a person, and what is still to be carried out. */
export function DeliveriesPage({ list }: { readonly list: DeliveryList }) {
  const { text } = useLanguage();
  const { submit, state, answer, forget } = useAnswers();
  useLiveRefresh(list.open.inLine.count > 0);
  return (
    <PageFrame
      title={text('deliveries.title')}
      subtitle={text('deliveries.subtitle')}
      back={{ label: text('settings.title'), url: '/app/settings' }}
      primaryAction={{
        label: text('deliveries.test.send'),
        isBusy: state !== 'idle',
        onAction: () => {
          submit({ intent: 'test' }, { method: 'post' });
        },
      }}
      fullWidth
    >
      <BlockStack gap="400">
        {list.open.isAtStandstill && (
          <Banner tone="warning" title={text('deliveries.standstillTitle')}>
            <p>{text('deliveries.standstillText')}</p>
          </Banner>
        )}
        {answer?.kind === 'test_sent' && (
          <TestEventBanner key={answer.id} id={answer.id} onDismiss={forget} />
        )}
        {answer?.kind === 'retried' && (
          <RetryBanner {...answer} inLine={list.open.inLine} onDismiss={forget} />
        )}
        <DeliveriesCard
          list={list}
          isBusy={state !== 'idle'}
          onRetryAll={({ view, topic }) => {
            const chosen = topic === null ? {} : { topic };
            submit({ intent: 'retry_all', view, ...chosen }, { method: 'post' });
          }}
        />
      </BlockStack>
    </PageFrame>
  );
}

/** The answer to the last action, until the reader has seen enough of it. */
function useAnswers() {
  const { submit, state, data } = useFetcher<DeliveriesAnswer>();
  const [answer, setAnswer] = useState<DeliveriesAnswer | undefined>(undefined);
  useEffect(() => {
    if (data) setAnswer(data);
  }, [data]);
  return {
    submit,
    state,
    answer,
    forget: () => {
      setAnswer(undefined);
    },
  };
}

interface DeliveriesCardProps {
  readonly list: DeliveryList;
  readonly isBusy: boolean;
  readonly onRetryAll: (choice: DeliveryChoice) => void;
}

function DeliveriesCard({ list, isBusy, onRetryAll }: DeliveriesCardProps) {
  const navigate = useNavigate();
  const isLoading = useNavigation().state === 'loading';
  const { query, open, deliveries } = list;
  const show = (choice: DeliveryChoice, place: Record<string, string> = {}) => {
    const topic = choice.topic === null ? {} : { topic: choice.topic };
    navigate({
      search: new URLSearchParams({ view: choice.view, ...topic, ...place }).toString(),
    });
  };
  return (
    <Card padding="0">
      <DeliveryFilters
        choice={query}
        unreadable={open.unreadable}
        waiting={open.waiting}
        isLoading={isLoading}
        onChoose={show}
      />
      {query.view !== 'all' && deliveries.length > 0 && (
        <ViewNote
          view={query.view}
          isBusy={isBusy}
          onRetryAll={() => {
            onRetryAll(query);
          }}
        />
      )}
      {deliveries.length === 0 ? (
        <NoDeliveries list={list} onShow={show} />
      ) : (
        <DeliveryTable
          deliveries={deliveries}
          now={list.now}
          isLoading={isLoading}
          paging={{
            hasNewer: list.newer !== null,
            onNewer: () => {
              show(query, { after: list.newer ?? '' });
            },
            hasOlder: list.older !== null,
            onOlder: () => {
              show(query, { before: list.older ?? '' });
            },
          }}
        />
      )}
    </Card>
  );
}

interface ViewNoteProps {
  readonly view: 'attention' | 'waiting';
  readonly isBusy: boolean;
  readonly onRetryAll: () => void;
}

/** What the events of a view have in common, and what can be done with all of them. */
function ViewNote({ view, isBusy, onRetryAll }: ViewNoteProps) {
  const { text } = useLanguage();
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <InlineStack gap="300" align="space-between" blockAlign="center">
        <Box maxWidth="40rem">
          <Text as="p" tone="subdued">
            {text(`deliveries.note.${view}`)}
          </Text>
        </Box>
        <Button onClick={onRetryAll} loading={isBusy}>
          {text('deliveries.retryAll')}
        </Button>
      </InlineStack>
    </Box>
  );
}

interface NoDeliveriesProps {
  readonly list: DeliveryList;
  readonly onShow: (choice: DeliveryChoice, place?: Record<string, string>) => void;
}

function NoDeliveries({ list: { query, older, searchedOnly }, onShow }: NoDeliveriesProps) {
  const { text } = useLanguage();
  if (searchedOnly && older !== null) {
    return (
      <TeachingEmptyState
        title={text('deliveries.empty.searchedTitle')}
        text={text('deliveries.empty.searchedText')}
        action={{
          label: text('deliveries.empty.searchOn'),
          onAction: () => {
            onShow(query, { before: older });
          },
        }}
      />
    );
  }
  if (query.topic !== null) {
    return (
      <TeachingEmptyState
        title={text('deliveries.empty.topicTitle')}
        text={text('deliveries.empty.topicText')}
        action={{
          label: text('deliveries.empty.allTopics'),
          onAction: () => {
            onShow({ ...query, topic: null });
          },
        }}
      />
    );
  }
  return (
    <TeachingEmptyState
      title={text(`deliveries.empty.${query.view}Title`)}
      text={text(`deliveries.empty.${query.view}Text`)}
    />
  );
}
