import { Banner } from '@shopify/polaris';

import { useLanguage } from '../language/use-language.ts';

/** What members say they have done, and nobody has decided about; nothing where nothing waits. */
export function ClaimsBanner({ waiting }: { readonly waiting: number }) {
  const { text } = useLanguage();
  if (waiting === 0) return null;
  return (
    <Banner
      tone="info"
      title={text('actions.home.title', { count: waiting })}
      action={{ content: text('actions.home.action'), url: '/app/actions' }}
    >
      <p>{text('actions.home.text')}</p>
    </Banner>
  );
}
