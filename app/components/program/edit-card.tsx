import { BlockStack, Button, ButtonGroup, Card, Text } from '@shopify/polaris';
import { useState } from 'react';

import { useLanguage } from '../language/use-language.ts';
import { DocumentField } from './document-field.tsx';
import { DownloadButton } from './download-button.tsx';
import type { ShownDraft } from './shown-program.ts';
import type { DraftForm } from './use-draft-form.ts';

interface EditCardProps {
  readonly form: DraftForm;
  readonly draft: ShownDraft;
}

/** The draft as a document that can be edited, downloaded and thrown away. */
export function EditCard({ form, draft }: EditCardProps) {
  const { text } = useLanguage();
  const [document, setDocument] = useState(draft.text);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text('programPage.editing.title')}
          </Text>
          <Text as="p" tone="subdued" breakWord>
            {text('programPage.editing.text', { address: '/schemas/program.json' })}
          </Text>
        </BlockStack>
        <DocumentField value={document} onChange={setDocument} />
        <ButtonGroup>
          <Button
            loading={form.isBusy}
            disabled={document === draft.text}
            onClick={() => {
              form.send({ intent: 'import', text: document });
            }}
          >
            {text('programPage.editing.save')}
          </Button>
          <DownloadButton url="/app/program/draft/export" fileName="program-draft.json" />
          <Button
            tone="critical"
            disabled={form.isBusy}
            onClick={() => {
              form.send({ intent: 'discard' });
            }}
          >
            {text('programPage.editing.discard')}
          </Button>
        </ButtonGroup>
      </BlockStack>
    </Card>
  );
}
