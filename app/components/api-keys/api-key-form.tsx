import { BlockStack, Button, Card, InlineStack, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';

import { useLanguage } from '../language/use-language.ts';

/** What creating a key answers. */
export type KeyCreatedAnswer =
  | { readonly state: 'created'; readonly key: string }
  | { readonly state: 'name_needed' | 'too_many' | 'revoked' | 'unknown' };

interface ApiKeyFormProps {
  readonly answer: KeyCreatedAnswer | undefined;
  readonly isBusy: boolean;
  readonly onCreate: (name: string) => void;
}

/** Creates a key with a name by which people know it again. */
export function ApiKeyForm({ answer, isBusy, onCreate }: ApiKeyFormProps) {
  const { text } = useLanguage();
  const [name, setName] = useState('');
  useEffect(() => {
    if (answer?.state === 'created') setName('');
  }, [answer]);
  const problems = {
    name_needed: text('actions.keys.nameNeeded'),
    too_many: text('actions.keys.tooMany'),
  };
  const problem =
    answer?.state === 'name_needed' || answer?.state === 'too_many'
      ? problems[answer.state]
      : undefined;
  return (
    <Card>
      <BlockStack gap="300">
        <TextField
          label={text('actions.keys.name')}
          helpText={text('actions.keys.nameHelp')}
          value={name}
          onChange={setName}
          maxLength={60}
          {...(problem !== undefined && { error: problem })}
          autoComplete="off"
        />
        <InlineStack>
          <Button
            variant="primary"
            loading={isBusy}
            onClick={() => {
              onCreate(name);
            }}
          >
            {text('actions.keys.create')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
