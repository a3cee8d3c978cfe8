import { BlockStack, Box, Card, Scrollable, Text } from '@shopify/polaris';

import { useLanguage } from '../language/use-language.ts';

/** A body, or the beginning of one. */
export interface ShownBody {
  readonly text: string;
  readonly isJson: boolean;
  /** Whether every byte was text. */
  readonly isText: boolean;
  readonly bytes: number;
  readonly shownBytes: number;
}

/** What Shopify sent, as text: never as markup, whatever is in it. */
export function DeliveryBody({ body }: { readonly body: ShownBody | null }) {
  const { text } = useLanguage();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {text('delivery.body.title')}
        </Text>
        {body === null ? (
          <Text as="p" tone="subdued">
            {text('delivery.body.dropped')}
          </Text>
        ) : (
          <Content body={body} />
        )}
      </BlockStack>
    </Card>
  );
}

function Content({ body }: { readonly body: ShownBody }) {
  const { text, format } = useLanguage();
  const size = (bytes: number) =>
    format.number(bytes < 1024 ? bytes : Math.round(bytes / 1024), {
      style: 'unit',
      unit: bytes < 1024 ? 'byte' : 'kilobyte',
      unitDisplay: bytes < 1024 ? 'long' : 'short',
    });
  const notes = [
    size(body.bytes),
    ...(body.shownBytes < body.bytes
      ? [text('delivery.body.beginning', { size: size(body.shownBytes) })]
      : []),
    ...(body.isText ? [] : [text('delivery.body.notText')]),
    ...(body.isJson || body.shownBytes < body.bytes ? [] : [text('delivery.body.notJson')]),
  ];
  if (body.bytes === 0) return <Text as="p">{text('delivery.body.empty')}</Text>;
  return (
    <>
      <Text as="p" variant="bodySm" tone="subdued">
        {notes.join(' · ')}
      </Text>
      <Box background="bg-surface-secondary" borderRadius="200">
        <Scrollable
          className="admin-raw-text-frame"
          focusable
          role="region"
          aria-label={text('delivery.body.title')}
        >
          <Box padding="300">
            <pre className="admin-raw-text">{body.text}</pre>
          </Box>
        </Scrollable>
      </Box>
    </>
  );
}
