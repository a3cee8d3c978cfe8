import { Badge } from '@shopify/polaris';

import { useLanguage } from '../language/use-language.ts';
import type { ShownVersion } from './shown-program.ts';

const TONES = {
  in_force: 'success',
  scheduled: 'info',
  superseded: undefined,
  withdrawn: 'warning',
} as const;

/** Where a version stands among the others. */
export function VersionStateBadge({ state }: Pick<ShownVersion, 'state'>) {
  const { text } = useLanguage();
  const tone = TONES[state];
  return <Badge {...(tone && { tone })}>{text(`programPage.state.${state}`)}</Badge>;
}
