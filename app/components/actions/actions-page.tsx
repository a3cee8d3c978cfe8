import { Banner, BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';

import { type ClaimAnswer, ClaimRow, type ShownClaim } from './claim-row.tsx';
import { ListCard } from '../page/list-card.tsx';
import { PageFrame } from '../page/page-frame.tsx';
import { TeachingEmptyState } from '../page/teaching-empty-state.tsx';
import { useLanguage } from '../language/use-language.ts';

/** On a phone cards reach to the edge; text beside them does not. */
const BESIDE_CARDS = { xs: '400', sm: '0' } as const;

interface ActionsPageProps {
  /** The oldest first. */
  readonly actions: readonly ShownClaim[];
  /** Where the list goes on, or null where it ends. */
  readonly next: string | null;
}

/** What members say they have done, and what staff decide about it. */
export function ActionsPage({ actions, next }: ActionsPageProps) {
  const { text } = useLanguage();
  const [answer, setAnswer] = useState<ClaimAnswer | null>(null);
  return (
    <PageFrame
      title={text('actions.title')}
      back={{ label: text('settings.title'), url: '/app/settings' }}
    >
      <BlockStack gap="400">
        {answer !== null && (
          <Banner
            tone={answer.tone}
            title={answer.title}
            onDismiss={() => {
              setAnswer(null);
            }}
          />
        )}
        <Box paddingInline={BESIDE_CARDS}>
          <Text as="p">{text('actions.page.intro')}</Text>
        </Box>
        <ListCard
          title={text('actions.page.listTitle')}
          footer={
            next === null ? undefined : (
              <InlineStack align="center">
                <Button url={`?after=${next}`}>{text('actions.page.next')}</Button>
              </InlineStack>
            )
          }
        >
          {actions.length === 0 ? (
            <TeachingEmptyState
              title={text('actions.page.emptyTitle')}
              text={text('actions.page.emptyText')}
              link={{ label: text('rewards.openProgram'), url: '/app/program' }}
            />
          ) : (
            actions.map((claim) => <ClaimRow key={claim.id} claim={claim} onAnswer={setAnswer} />)
          )}
        </ListCard>
      </BlockStack>
    </PageFrame>
  );
}
