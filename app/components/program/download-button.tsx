import { BlockStack, Button, InlineError } from '@shopify/polaris';
import { useId } from 'react';

import { useDownload } from '../page/use-download.ts';
import { useLanguage } from '../language/use-language.ts';

interface DownloadButtonProps {
  readonly url: string;
  readonly fileName: string;
}

/** Downloads a program as a file, and says where that fails. */
export function DownloadButton({ url, fileName }: DownloadButtonProps) {
  const { text } = useLanguage();
  const id = useId();
  const download = useDownload();
  return (
    <BlockStack gap="100">
      <Button
        loading={download.state === 'busy'}
        onClick={() => {
          download.start(url, fileName);
        }}
      >
        {text('programPage.download')}
      </Button>
      {download.state === 'failed' && (
        <InlineError fieldID={id} message={text('programPage.downloadFailed')} />
      )}
    </BlockStack>
  );
}
