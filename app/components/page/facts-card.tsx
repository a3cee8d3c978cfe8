import { BlockStack, Card, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

/** Something that is known, under its label. */
export type Fact = readonly [label: string, value: ReactNode];

interface FactsCardProps {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** What is known of one thing: labels, each above its value. */
export function FactsCard({ title, facts }: FactsCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {title}
        </Text>
        {facts.map(([label, value]) => (
          <BlockStack key={label}>
            <Text as="span" tone="subdued" variant="bodySm">
              {label}
            </Text>
            <Text as="span" breakWord>
              {value}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
