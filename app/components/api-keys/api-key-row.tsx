import { useFetcher } from '@remix-run/react';
import { BlockStack, Box, Button, ButtonGroup, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';

import { writeDay } from '../language/amounts.ts';
import { useLanguage } from '../language/use-language.ts';

/** A key as people see it: not the key itself. Times are ISO 8601. */
export interface ShownApiKey {
  readonly id: string;
  readonly name: string;
  readonly ending: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** A key, when it was used, and the way to revoke it, which asks once more. */
export function ApiKeyRow({ apiKey }: { readonly apiKey: ShownApiKey }) {
  const language = useLanguage();
  const { text } = language;
  const { submit, state } = useFetcher();
  const [isAsking, setIsAsking] = useState(false);
  const { id, name, ending, createdAt, lastUsedAt } = apiKey;
  return (
    <Box padding="400">
      <BlockStack gap="200">
        <BlockStack gap="050">
          <Text as="h3" variant="bodyMd" fontWeight="semibold">
            {name}
          </Text>
          <Text as="p" tone="subdued">
            {text('actions.keys.row', { ending, date: writeDay(createdAt, language) })}
          </Text>
          <Text as="p" tone="subdued">
            {lastUsedAt === null
              ? text('actions.keys.neverUsed')
              : text('actions.keys.used', { date: writeDay(lastUsedAt, language) })}
          </Text>
        </BlockStack>
        {isAsking && (
          <BlockStack gap="050">
            <Text as="p" fontWeight="semibold">
              {text('actions.keys.revokeTitle')}
            </Text>
            <Text as="p">{text('actions.keys.revokeText')}</Text>
          </BlockStack>
        )}
        <InlineStack>
          <ButtonGroup>
            <Button
              accessibilityLabel={text('actions.keys.revokeOf', { name })}
              {...(isAsking && { tone: 'critical' as const })}
              loading={state !== 'idle'}
              onClick={() => {
                if (isAsking) submit({ intent: 'revoke', id }, { method: 'post' });
                else setIsAsking(true);
              }}
            >
              {text('actions.keys.revoke')}
            </Button>
            {isAsking && (
              <Button
                onClick={() => {
                  setIsAsking(false);
                }}
              >
                {text('actions.keys.cancel')}
              </Button>
            )}
          </ButtonGroup>
        </InlineStack>
      </BlockStack>
    </Box>
  );
}
