import { Banner, BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';

import { useLanguage } from '../language/use-language.ts';

/** A key that has just been made: shown once, as a whole on a phone too, and copied with a tap. */
export function CreatedKey({ secret }: { readonly secret: string }) {
  const { text } = useLanguage();
  const [copying, setCopying] = useState<'not_yet' | 'done' | 'refused'>('not_yet');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopying('done');
    } catch {
      // A browser may refuse that to a frame. The field selects all of it when it is tapped.
      setCopying('refused');
    }
  };
  return (
    <Banner tone="success" title={text('actions.keys.createdTitle')}>
      <BlockStack gap="300">
        <p>{text('actions.keys.createdText')}</p>
        <TextField
          label={text('actions.keys.key')}
          labelHidden
          value={secret}
          readOnly
          selectTextOnFocus
          monospaced
          multiline={3}
          autoComplete="off"
        />
        <InlineStack gap="200" blockAlign="center">
          <Button
            onClick={() => {
              void copy();
            }}
          >
            {text('actions.keys.copy')}
          </Button>
          <Text as="span" tone="subdued">
            <span role="status">
              {copying === 'not_yet' ? '' : text(`actions.keys.copying.${copying}`)}
            </span>
          </Text>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}
