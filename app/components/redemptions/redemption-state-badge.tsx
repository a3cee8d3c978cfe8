import { Badge, type BadgeProps } from '@shopify/polaris';

import {
  describeState,
  type ShownRedemption,
  type ShownRedemptionState,
} from './redemption-text.ts';
import { useLanguage } from '../language/use-language.ts';

const TONES: Readonly<Record<ShownRedemptionState, BadgeProps['tone'] | null>> = {
  pending: 'attention',
  ready: 'info',
  used: 'success',
  cancelling: 'attention',
  cancelled: null,
  expired: null,
  returned: null,
  doubtful: 'warning',
  failed: 'critical',
};

/** How a redemption stands, at a glance. */
export function RedemptionStateBadge({
  redemption,
}: {
  readonly redemption: Pick<ShownRedemption, 'kind' | 'state'>;
}) {
  const language = useLanguage();
  const tone = TONES[redemption.state];
  return <Badge {...(tone && { tone })}>{describeState(redemption, language)}</Badge>;
}
