import { Badge, BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';

import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';

import { explainAction, nameAction } from '../receipts/action-receipt-text.ts';
import { writeDay } from '../language/amounts.ts';
import { ListCard } from '../page/list-card.tsx';
import { useLanguage } from '../language/use-language.ts';

/** Something that a member did and that has brought nothing, or nothing yet. `at` is ISO 8601. */
export interface UnrewardedAction {
  readonly id: string;
  readonly at: string;
  readonly receipt: ActionReceipt;
}

/** What a member did in vain, and why; nothing where there is none. */
export function UnrewardedActions({ actions }: { readonly actions: readonly UnrewardedAction[] }) {
  const language = useLanguage();
  const { text } = language;
  if (actions.length === 0) return null;
  return (
    <ListCard title={text('actions.member.listTitle')}>
      {actions.map(({ id, at, receipt }) => (
        <Box key={id} padding="400">
          <BlockStack gap="100">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" variant="bodyMd" fontWeight="semibold">
                {nameAction(receipt, language)}
              </Text>
              {receipt.nothing === 'awaiting_approval' && (
                <Badge tone="attention">{text('actions.member.waiting')}</Badge>
              )}
            </InlineStack>
            <Text as="p" tone="subdued" variant="bodySm">
              {writeDay(at, language)}
            </Text>
            <Text as="p" tone="subdued" breakWord>
              {explainAction(receipt, language).join(' ')}
            </Text>
            {receipt.nothing === 'awaiting_approval' && (
              <InlineStack>
                <Button variant="plain" url="/app/actions">
                  {text('actions.member.decide')}
                </Button>
              </InlineStack>
            )}
          </BlockStack>
        </Box>
      ))}
    </ListCard>
  );
}
