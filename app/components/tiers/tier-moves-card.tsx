import { BlockStack, Box, Text } from '@shopify/polaris';

import { writeDay } from '../language/amounts.ts';
import { ListCard } from '../page/list-card.tsx';
import type { ShownMove } from './shown-tier.ts';
import { describeMove, nameMove } from './tier-text.ts';
import { useLanguage } from '../language/use-language.ts';

/** How a member's tier has changed, newest first, and why. */
export function TierMovesCard({ moves }: { readonly moves: readonly ShownMove[] }) {
  const language = useLanguage();
  if (moves.length === 0) return null;
  return (
    <ListCard title={language.text('memberTier.move.history')}>
      {moves.map((move) => (
        <Box key={move.id} padding="400">
          <BlockStack gap="050">
            <Text as="p" fontWeight="medium">
              {nameMove(move, language)}
            </Text>
            <Text as="p" tone="subdued">
              {describeMove(move, language)}
            </Text>
            <Text as="p" variant="bodySm" tone="subdued">
              <time dateTime={move.at}>{writeDay(move.at, language)}</time>
            </Text>
          </BlockStack>
        </Box>
      ))}
    </ListCard>
  );
}
