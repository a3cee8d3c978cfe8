import { BlockStack, Box, Button, Text } from '@shopify/polaris';

interface TeachingEmptyStateProps {
  readonly title: string;
  /** What will appear here, and what makes it appear. */
  readonly text: string;
  readonly action?: { readonly label: string; readonly onAction: () => void };
  /** The page on which it is made to appear. */
  readonly link?: { readonly label: string; readonly url: string };
}

/** What stands where there is nothing yet: it says what will be there, and how. */
export function TeachingEmptyState({ title, text, action, link }: TeachingEmptyStateProps) {
  return (
    <Box paddingBlock="600" paddingInline="400">
      <BlockStack gap="200" inlineAlign="center">
        <Text as="h3" variant="headingMd" alignment="center">
          {title}
        </Text>
        <Box maxWidth="28rem">
          <Text as="p" tone="subdued" alignment="center">
            {text}
          </Text>
        </Box>
        {link && (
          <Box paddingBlockStart="200">
            <Button url={link.url}>{link.label}</Button>
          </Box>
        )}
        {action && (
          <Box paddingBlockStart="200">
            <Button onClick={action.onAction}>{action.label}</Button>
          </Box>
        )}
      </BlockStack>
    </Box>
  );
}
