import { useRevalidator } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { Banner } from '@shopify/polaris';
import { useState } from 'react';

import { useLanguage } from '../language/use-language.ts';

interface MissingCashOutScopesProps {
  readonly scopes: readonly string[];
}

/** Asks the merchant for the access that store credit and gift cards need: only shops that pay out are asked. */
export function MissingCashOutScopes({ scopes }: MissingCashOutScopesProps) {
  const { text } = useLanguage();
  const bridge = useAppBridge();
  const { revalidate } = useRevalidator();
  const [isAsking, setIsAsking] = useState(false);
  const [isGranted, setIsGranted] = useState(false);
  if (scopes.length === 0 || isGranted) return null;
  const ask = async () => {
    setIsAsking(true);
    const answer = await bridge.scopes.request([...scopes]).catch(() => undefined);
    setIsAsking(false);
    // What Shopify tells the app of it may arrive later than what it tells this page.
    setIsGranted(answer?.result === 'granted-all');
    revalidate();
  };
  return (
    <Banner
      tone="warning"
      title={text('rewards.scopes.title')}
      action={{
        content: text('rewards.scopes.grant'),
        loading: isAsking,
        onAction: () => {
          void ask();
        },
      }}
    >
      <p>{text('rewards.scopes.text')}</p>
    </Banner>
  );
}
