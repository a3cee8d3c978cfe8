import { Banner, BlockStack, List, Text } from '@shopify/polaris';

import type { NeededScope } from '#app/loyalty/program/needed-scopes.ts';

import { useLanguage } from '../language/use-language.ts';

interface MissingScopesBannerProps {
  readonly scopes: readonly NeededScope[];
}

/** What does not work because the shop has not granted it, and how it is granted. */
export function MissingScopesBanner({ scopes }: MissingScopesBannerProps) {
  const { text } = useLanguage();
  if (scopes.length === 0) return null;
  return (
    <Banner tone="warning" title={text('home.missingScopes.title', { count: scopes.length })}>
      <BlockStack gap="200">
        <List>
          {scopes.map((scope) => (
            <List.Item key={scope}>{text(`home.missingScopes.${scope}`)}</List.Item>
          ))}
        </List>
        <Text as="p">{text('home.missingScopes.nextStep')}</Text>
      </BlockStack>
    </Banner>
  );
}
