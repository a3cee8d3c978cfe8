import { BlockStack, Card, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

interface FigureCardProps {
  readonly label: string;
  /** The figure as the reader writes it, without its unit. */
  readonly figure: string;
  readonly unit: string;
  /** What it is compared to, and what else is worth knowing. */
  readonly notes: readonly string[];
}

/** One figure with its unit and what it is compared to. */
export function FigureCard({ label, figure, unit, notes }: FigureCardProps) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {label}
        </Text>
        <InlineStack gap="150" blockAlign="baseline">
          <Text as="p" variant="headingXl">
            {figure}{' '}
            <Text as="span" variant="bodyMd" fontWeight="regular">
              {unit}
            </Text>
          </Text>
        </InlineStack>
        <BlockStack gap="050">
          {notes.map((note) => (
            <Text key={note} as="p" tone="subdued">
              {note}
            </Text>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

interface FigureRowProps {
  readonly columns: 2 | 3 | 4;
  /** On a phone: one below the other, or two beside each other where their words are short. */
  readonly phoneColumns?: 1 | 2;
  readonly children: ReactNode;
}

/** Figures side by side. */
export function FigureRow({ columns, phoneColumns = 1, children }: FigureRowProps) {
  return (
    <InlineGrid columns={{ xs: phoneColumns, sm: columns }} gap={{ xs: '200', sm: '400' }}>
      {children}
    </InlineGrid>
  );
}
