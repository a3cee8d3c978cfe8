import { BlockStack, Button, ButtonGroup, InlineStack, TextField } from '@shopify/polaris';
import { useState } from 'react';

import { useLanguage } from '../language/use-language.ts';

interface ClaimRejectionProps {
  readonly isBusy: boolean;
  readonly onReject: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Asks for the reason for which a claim is rejected. */
export function ClaimRejection({ isBusy, onReject, onCancel }: ClaimRejectionProps) {
  const { text } = useLanguage();
  const [reason, setReason] = useState('');
  return (
    <BlockStack gap="300">
      <TextField
        label={text('actions.page.reason')}
        helpText={text('actions.page.reasonHelp')}
        value={reason}
        onChange={setReason}
        maxLength={300}
        autoComplete="off"
        autoFocus
      />
      <InlineStack>
        <ButtonGroup>
          <Button
            tone="critical"
            loading={isBusy}
            onClick={() => {
              onReject(reason);
            }}
          >
            {text('actions.page.reject')}
          </Button>
          <Button onClick={onCancel}>{text('actions.page.cancel')}</Button>
        </ButtonGroup>
      </InlineStack>
    </BlockStack>
  );
}
