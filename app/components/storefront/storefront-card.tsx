import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';

import { OnOffBadge } from './on-off-badge.tsx';
import type { OnOff, ThemeEditorLinks } from './storefront-state.ts';
import { useLanguage } from '../language/use-language.ts';
import { useStorefrontState } from './use-storefront-state.ts';

/** What shoppers see of the program in the published theme, with the way to change it. */
export function StorefrontCard({ links }: { readonly links: ThemeEditorLinks }) {
  const { text } = useLanguage();
  const state = useStorefrontState();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          {text('home.storefront.title')}
        </Text>
        <Part
          title={text('home.storefront.embed')}
          hint={text('home.storefront.embedHint')}
          state={state.embed}
          action={{ label: text('home.setup.embedAction'), url: links.embed }}
          editorUrl={links.apps}
        />
        <Part
          title={text('home.storefront.block')}
          hint={text('home.storefront.blockHint')}
          state={state.block}
          action={{ label: text('home.setup.blockAction'), url: links.block }}
          editorUrl={links.pages}
        />
      </BlockStack>
    </Card>
  );
}

interface PartProps {
  readonly title: string;
  readonly hint: string;
  readonly state: OnOff;
  /** What switches it on. */
  readonly action: { readonly label: string; readonly url: string };
  /** Where it is set up once it is on. */
  readonly editorUrl: string;
}

function Part({ title, hint, state, action, editorUrl }: PartProps) {
  const { text } = useLanguage();
  // There is always one button, so that nothing moves when the theme's state is known.
  const button = state === 'on' ? { label: text('home.storefront.open'), url: editorUrl } : action;
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" fontWeight="medium">
          {title}
        </Text>
        <OnOffBadge state={state} />
      </InlineStack>
      <Text as="p" tone="subdued">
        {hint}
      </Text>
      <InlineStack>
        <Button url={button.url} target="_blank" size="slim">
          {button.label}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
