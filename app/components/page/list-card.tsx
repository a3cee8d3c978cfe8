import { BlockStack, Box, Button, Card, Divider, InlineStack, Text } from '@shopify/polaris';
import { Children, Fragment, type ReactNode } from 'react';

interface ListCardProps {
  readonly title: string;
  readonly action?: { readonly label: string; readonly url: string };
  /** Rows; a line is drawn between them. */
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/** A titled card of rows. */
export function ListCard({ title, action, children, footer }: ListCardProps) {
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {title}
          </Text>
          {action && (
            <Button variant="plain" url={action.url}>
              {action.label}
            </Button>
          )}
        </InlineStack>
      </Box>
      <BlockStack>
        {Children.toArray(children).map((row, index) => (
          <Fragment key={index}>
            {index > 0 && <Divider />}
            {row}
          </Fragment>
        ))}
      </BlockStack>
      {footer && (
        <>
          <Divider />
          <Box padding="300">{footer}</Box>
        </>
      )}
    </Card>
  );
}
