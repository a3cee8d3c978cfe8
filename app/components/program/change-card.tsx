import { Badge, BlockStack, Box, Card, Divider, InlineStack, Text } from '@shopify/polaris';
import { Fragment } from 'react';

import type { Program } from '#app/loyalty/program/program.ts';

import { describeChanges, type DescribedChange } from '../program-text/compare-described.ts';
import type { CatalogWords } from '../program-text/program-words.ts';
import { useLanguage } from '../language/use-language.ts';
import { Sentences } from './program-sections.tsx';

interface ChangeCardProps {
  readonly before: Program;
  readonly after: Program;
  /** Of the document, also where no sentence says them. */
  readonly changedPaths: readonly string[];
  readonly currency: string;
  /** What products and collections are called, by `product 7`. */
  readonly names: CatalogWords['names'];
}

/** What a program says otherwise than the one in force, in words. */
export function ChangeCard({ before, after, changedPaths, currency, names }: ChangeCardProps) {
  const language = useLanguage();
  const { text } = language;
  const changes = describeChanges(before, after, currency, language, { names, reader: 'staff' });
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text('programPage.changes.title')}
          </Text>
          <Text as="p" tone="subdued">
            {changes.length > 0
              ? text('programPage.changes.fromInForce')
              : changedPaths.length > 0
                ? text('programPage.changes.unsaid', { paths: changedPaths.join(', ') })
                : text('programPage.changes.none')}
          </Text>
        </BlockStack>
      </Box>
      {changes.map((change) => (
        <Fragment key={change.path}>
          <Divider />
          <Change change={change} />
        </Fragment>
      ))}
    </Card>
  );
}

const TONES = { new: 'success', gone: 'warning', changed: 'info' } as const;

function Change({ change }: { readonly change: DescribedChange }) {
  const { text } = useLanguage();
  const { kind, section, title, before, after } = change;
  const isChanged = kind === 'changed';
  return (
    <Box padding="400">
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm" breakWord>
            {title === null ? section : `${section}: ${title}`}
          </Text>
          <Badge tone={TONES[kind]}>{text(`programPage.changes.${kind}`)}</Badge>
        </InlineStack>
        {before.length > 0 && (
          <Side label={isChanged ? text('programPage.changes.before') : null} sentences={before} />
        )}
        {after.length > 0 && (
          <Side label={isChanged ? text('programPage.changes.after') : null} sentences={after} />
        )}
      </BlockStack>
    </Box>
  );
}

function Side({
  label,
  sentences,
}: {
  readonly label: string | null;
  readonly sentences: readonly string[];
}) {
  return (
    <BlockStack gap="050">
      {label !== null && (
        <Text as="p" variant="bodySm" tone="subdued">
          {label}
        </Text>
      )}
      <Sentences sentences={sentences} />
    </BlockStack>
  );
}
