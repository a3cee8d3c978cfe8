import { Box, InlineStack, Text } from '@shopify/polaris';

import { writePoints } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';
import { ListCard } from '../page/list-card.tsx';
import { Moment } from '../page/moment.tsx';
import { describeDecision, isDecision } from './redemption-text.ts';
import { useLanguage } from '../language/use-language.ts';

/** Something that happened to a redemption. Times are ISO 8601, points integers. */
export type RedemptionEvent = { readonly at: string } & (
  | { readonly kind: 'redeemed' | 'won' }
  | {
      readonly kind: 'points';
      readonly movement: 'held' | 'spent' | 'released';
      readonly points: number;
    }
  | {
      readonly kind: 'decision';
      readonly action: string;
      readonly staffUserId: string | null;
      readonly isReader: boolean;
    }
);

/** What happened to a redemption, oldest first. */
export function RedemptionHistory({ history }: { readonly history: readonly RedemptionEvent[] }) {
  const language = useLanguage();
  const { text } = language;
  return (
    <ListCard title={text('redemptions.history')}>
      {history.map((event, index) => (
        <Box key={index} padding="400" paddingBlock="300">
          <InlineStack align="space-between" gap="200">
            <Text as="span">{describeEvent(event, language)}</Text>
            <Text as="span" tone="subdued">
              <Moment at={event.at} />
            </Text>
          </InlineStack>
        </Box>
      ))}
    </ListCard>
  );
}

function describeEvent(event: RedemptionEvent, language: Language): string {
  const { text } = language;
  switch (event.kind) {
    case 'redeemed':
    case 'won':
      return text(`redemptions.event.${event.kind}`);
    case 'points':
      return text(`redemptions.event.${event.movement}`, {
        points: writePoints(event.points, language),
      });
    case 'decision': {
      const decision = isDecision(event.action)
        ? describeDecision(event.action, language)
        : event.action;
      if (event.isReader) return text('redemptions.event.byYou', { decision });
      return event.staffUserId === null
        ? decision
        : text('redemptions.event.byStaff', { decision, id: event.staffUserId });
    }
  }
}
