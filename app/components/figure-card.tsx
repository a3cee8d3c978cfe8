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

/** Figures side by side, one below the other on a phone. */
export function FigureRow({
  columns,
  children,
}: {
  columns: 2 | 3 | 4;
  readonly children: ReactNode;
}) {
  return (
    <InlineGrid columns={{ xs: 1, sm: columns }} gap="400">
      {children}
    </InlineGrid>
  );
}
