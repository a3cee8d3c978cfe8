import { Badge } from '@shopify/polaris';

import type { OnOff } from './storefront-state.ts';
import { useLanguage } from '../language/use-language.ts';

/** Whether something of ours is on in the theme. */
export function OnOffBadge({ state }: { readonly state: OnOff }) {
  const { text } = useLanguage();
  switch (state) {
    case 'on':
      return <Badge tone="success">{text('home.storefront.on')}</Badge>;
    case 'off':
      return <Badge tone="attention">{text('home.storefront.off')}</Badge>;
    case 'unknown':
      return <Badge>{text('home.storefront.unknown')}</Badge>;
    case 'checking':
      return <Badge>{text('home.storefront.checking')}</Badge>;
  }
}
