import { BlockStack, Button, Card, ChoiceList, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';

import { useLanguage } from '../language/use-language.ts';
import { DocumentField } from './document-field.tsx';
import type { DraftForm } from './use-draft-form.ts';

const PRESETS = ['plain', 'coffee', 'fashion', 'cash_back'] as const;

interface BeginCardsProps {
  readonly form: DraftForm;
  /** Number of the version in force; null where there is none. */
  readonly versionInForce: number | null;
}

/** The ways to a draft: the program in force, a preset, or a file. */
export function BeginCards({ form, versionInForce }: BeginCardsProps) {
  return (
    <>
      <ChooseCard form={form} versionInForce={versionInForce} />
      <ImportCard form={form} />
    </>
  );
}

function ChooseCard({ form, versionInForce }: BeginCardsProps) {
  const { text } = useLanguage();
  const [chosen, setChosen] = useState(versionInForce === null ? 'plain' : String(versionInForce));
  const inForce =
    versionInForce === null
      ? []
      : [
          {
            value: String(versionInForce),
            label: text('programPage.begin.inForce'),
            helpText: text('programPage.begin.inForceHint'),
          },
        ];
  const presets = PRESETS.map((name) => ({
    value: name,
    label: text(`programPage.begin.${name}`),
    helpText: text(`programPage.begin.${name}Hint`),
  }));
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text('programPage.begin.title')}
          </Text>
          <Text as="p" tone="subdued">
            {text('programPage.begin.text')}
          </Text>
        </BlockStack>
        <ChoiceList
          title={text('programPage.begin.choose')}
          choices={[...inForce, ...presets]}
          selected={[chosen]}
          onChange={([value]) => {
            setChosen(value ?? 'plain');
          }}
        />
        <InlineStack>
          <Button
            variant="primary"
            loading={form.isBusy}
            onClick={() => {
              form.send({ intent: 'begin', origin: chosen });
            }}
          >
            {text('programPage.begin.action')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function ImportCard({ form }: Pick<BeginCardsProps, 'form'>) {
  const { text } = useLanguage();
  const [document, setDocument] = useState('');
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text('programPage.import.title')}
          </Text>
          <Text as="p" tone="subdued">
            {text('programPage.import.text')}
          </Text>
        </BlockStack>
        <DocumentField value={document} onChange={setDocument} />
        <InlineStack>
          <Button
            loading={form.isBusy}
            disabled={document.trim() === ''}
            onClick={() => {
              form.send({ intent: 'import', text: document });
            }}
          >
            {text('programPage.import.action')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
