import { useNavigate } from '@remix-run/react';
import { Banner, BlockStack, Card, DropZone, Text } from '@shopify/polaris';
import { useState } from 'react';
import { z } from 'zod';

import { useLanguage } from '../language/use-language.ts';

/** What the app answers to a file. */
const Received = z.object({ id: z.string() });

/** Where a file is dropped, with what must stand in it. */
export function ImportUpload() {
  const { text } = useLanguage();
  const navigate = useNavigate();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const upload = async (file: File) => {
    setState('busy');
    try {
      // App Bridge's own `fetch`, which adds a session token; the file goes as it is, in whatever size.
      const address = `/app/adjustments/upload?name=${encodeURIComponent(file.name)}`;
      const response = await fetch(address, { method: 'POST', body: file });
      const { id } = Received.parse(await response.json());
      navigate(`/app/adjustments/${id}`);
    } catch {
      setState('failed');
    }
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {text('adjusting.upload.title')}
        </Text>
        <Text as="p">{text('adjusting.upload.text')}</Text>
        <pre className="admin-raw-text">{text('adjusting.upload.example')}</pre>
        {state === 'failed' && (
          <Banner tone="critical" title={text('adjusting.upload.failedTitle')}>
            <p>{text('adjusting.upload.failed')}</p>
          </Banner>
        )}
        <DropZone
          label={text('adjusting.upload.label')}
          labelHidden
          allowMultiple={false}
          disabled={state === 'busy'}
          onDrop={([file]) => {
            if (file) void upload(file);
          }}
        >
          <DropZone.FileUpload
            actionTitle={text(
              state === 'busy' ? 'adjusting.upload.busy' : 'adjusting.upload.choose',
            )}
            actionHint={text('adjusting.upload.hint')}
          />
        </DropZone>
      </BlockStack>
    </Card>
  );
}
