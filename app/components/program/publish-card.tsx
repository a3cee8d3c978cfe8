import {
  BlockStack,
  Button,
  Card,
  ChoiceList,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';

import { useLanguage } from '../language/use-language.ts';
import type { DraftForm } from './use-draft-form.ts';

interface PublishCardProps {
  readonly form: DraftForm;
  /** How many errors keep the draft from being published. */
  readonly errors: number;
}

/** When the draft is to begin, why, and the button that publishes it. */
export function PublishCard({ form, errors }: PublishCardProps) {
  const { text } = useLanguage();
  const [begins, setBegins] = useState<'now' | 'later'>('now');
  const [at, setAt] = useState('');
  const [note, setNote] = useState('');
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {text('programPage.publishing.title')}
        </Text>
        <ChoiceList
          title={text('programPage.publishing.when')}
          choices={[
            { value: 'now', label: text('programPage.publishing.now') },
            { value: 'later', label: text('programPage.publishing.later') },
          ]}
          selected={[begins]}
          onChange={([value]) => {
            setBegins(value === 'later' ? 'later' : 'now');
          }}
        />
        {begins === 'later' && (
          <TextField
            label={text('programPage.publishing.at')}
            type="datetime-local"
            value={at}
            onChange={setAt}
            autoComplete="off"
          />
        )}
        <TextField
          label={text('programPage.publishing.note')}
          value={note}
          onChange={setNote}
          maxLength={500}
          multiline={2}
          autoComplete="off"
        />
        {errors > 0 && (
          <Text as="p" tone="critical">
            {text('programPage.problems.errors', { count: errors })}
          </Text>
        )}
        <InlineStack>
          <Button
            variant="primary"
            loading={form.isBusy}
            disabled={errors > 0}
            onClick={() => {
              form.send({ intent: 'publish', begins: begins === 'now' ? 'now' : at, note });
            }}
          >
            {text('programPage.publishing.action')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
