import { BlockStack, Text } from '@shopify/polaris';

import { useLanguage } from '../language/use-language.ts';
import { nameStoredActor, type ShownVersion, writeMoment } from './shown-program.ts';

interface VersionFactsProps {
  readonly version: ShownVersion;
  /** Shopify's id of who looks at it. */
  readonly readerId: string;
}

/** From when a version is in force, who published it when, and with which note. */
export function VersionFacts({ version, readerId }: VersionFactsProps) {
  const language = useLanguage();
  const { text } = language;
  const { state, inForceFrom, publishedAt, publishedBy, note, withdrawnAt } = version;
  return (
    <BlockStack gap="050">
      <Text as="p">
        {text(`programPage.begins.${state}`, { when: writeMoment(inForceFrom, language) })}
      </Text>
      <Text as="p" tone="subdued">
        {text('programPage.published', {
          who: nameStoredActor(publishedBy, readerId, language),
          when: writeMoment(publishedAt, language),
        })}
      </Text>
      {withdrawnAt !== null && (
        <Text as="p" tone="subdued">
          {text('programPage.withdrawnOn', { when: writeMoment(withdrawnAt, language) })}
        </Text>
      )}
      {note !== null && (
        <Text as="p" breakWord>
          {text('programPage.note', { note })}
        </Text>
      )}
    </BlockStack>
  );
}
