import { useFetcher } from '@remix-run/react';
import { BlockStack, Box, Text } from '@shopify/polaris';

import { ApiKeyForm, type KeyCreatedAnswer } from './api-key-form.tsx';
import { ApiKeyRow, type ShownApiKey } from './api-key-row.tsx';
import { CreatedKey } from './created-key.tsx';
import { ListCard } from '../page/list-card.tsx';
import { PageFrame } from '../page/page-frame.tsx';
import { TeachingEmptyState } from '../page/teaching-empty-state.tsx';
import { useLanguage } from '../language/use-language.ts';

/** On a phone cards reach to the edge; text beside them does not. */
const BESIDE_CARDS = { xs: '400', sm: '0' } as const;

/** The keys by which other programs of the shop speak to the app. */
export function ApiKeysPage({ keys }: { readonly keys: readonly ShownApiKey[] }) {
  const { text } = useLanguage();
  const creation = useFetcher<KeyCreatedAnswer>();
  const answer = creation.data;
  return (
    <PageFrame
      title={text('actions.keys.title')}
      back={{ label: text('settings.title'), url: '/app/settings' }}
    >
      <BlockStack gap="400">
        {answer?.state === 'created' && <CreatedKey key={answer.key} secret={answer.key} />}
        <Box paddingInline={BESIDE_CARDS}>
          <Text as="p">{text('actions.keys.intro')}</Text>
        </Box>
        <ApiKeyForm
          answer={answer}
          isBusy={creation.state !== 'idle'}
          onCreate={(name) => {
            creation.submit({ intent: 'create', name }, { method: 'post' });
          }}
        />
        <ListCard title={text('actions.keys.listTitle')}>
          {keys.length === 0 ? (
            <TeachingEmptyState
              title={text('actions.keys.emptyTitle')}
              text={text('actions.keys.emptyText')}
            />
          ) : (
            keys.map((key) => <ApiKeyRow key={key.id} apiKey={key} />)
          )}
        </ListCard>
      </BlockStack>
    </PageFrame>
  );
}
