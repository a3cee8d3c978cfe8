import { BlockStack, Box, Card, Divider, List, Text } from '@shopify/polaris';
import { Fragment } from 'react';

import type { Program } from '#app/loyalty/program/program.ts';

import { describeProgram, type ProgramPart } from '../program-text/describe-program.ts';
import type { CatalogWords } from '../program-text/program-words.ts';
import { useLanguage } from '../language/use-language.ts';

interface ProgramSectionsProps {
  readonly program: Program;
  readonly currency: string;
  /** What products and collections are called, by `product 7`. */
  readonly names: CatalogWords['names'];
  readonly title: string;
}

/** A program in words, a part under the other. */
export function ProgramSections({ program, currency, names, title }: ProgramSectionsProps) {
  const language = useLanguage();
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
      </Box>
      {describeProgram(program, currency, language, { names, reader: 'staff' }).map(
        (section, index) => (
          <Fragment key={section.key}>
            {index > 0 && <Divider />}
            <Box padding="400">
              <BlockStack gap="300">
                <Text as="h3" variant="headingSm">
                  {section.title}
                </Text>
                {section.parts.map((part) => (
                  <Part key={part.path} part={part} />
                ))}
              </BlockStack>
            </Box>
          </Fragment>
        ),
      )}
    </Card>
  );
}

function Part({ part }: { readonly part: ProgramPart }) {
  return (
    <BlockStack gap="100">
      {part.title !== null && (
        <Text as="h4" variant="bodyMd" fontWeight="semibold" breakWord>
          {part.title}
        </Text>
      )}
      <Sentences sentences={part.sentences} />
    </BlockStack>
  );
}

/** Sentences as a list, in which words of any length find room. */
export function Sentences({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <List gap="extraTight">
      {sentences.map((sentence, index) => (
        <List.Item key={index}>
          <span className="admin-breaking-text">{sentence}</span>
        </List.Item>
      ))}
    </List>
  );
}
