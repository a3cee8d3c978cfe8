import { Button, InlineStack } from '@shopify/polaris';

import { useLanguage } from '../language/use-language.ts';

interface PageTurningProps {
  readonly isNewest: boolean;
  /** Where the list goes on, or null where it ends. */
  readonly older: string | null;
}

/** The way to the older lines of a list, and back to the newest; nothing where all are shown. */
export function PageTurning({ isNewest, older }: PageTurningProps) {
  const { text } = useLanguage();
  return (
    <InlineStack align="center" gap="200">
      {!isNewest && <Button url="?">{text('list.newest')}</Button>}
      {older !== null && <Button url={`?before=${older}`}>{text('list.older')}</Button>}
    </InlineStack>
  );
}
