import { Banner } from '@shopify/polaris';

import type { BoundedCount } from '../page/bounded-count.ts';
import { useLanguage } from '../language/use-language.ts';

interface RewardBannersProps {
  /** Redemptions of which nobody can tell whether they arrived. */
  readonly doubtful: BoundedCount;
  /** Rewards that nobody can redeem, for what they are about is gone. */
  readonly paused: number;
  /** Whether the program has a reward that points buy. */
  readonly canBeRedeemed: boolean;
}

/** What of rewards waits for the merchant; nothing where nothing does. */
export function RewardBanners({ doubtful, paused, canBeRedeemed }: RewardBannersProps) {
  const { text } = useLanguage();
  return (
    <>
      {doubtful.count > 0 && (
        <Banner
          tone="warning"
          title={text('redemptions.doubtful.title', { count: doubtful.count })}
          action={{
            content: text('redemptions.doubtful.action'),
            url: '/app/redemptions?view=attention',
          }}
        >
          <p>{text('redemptions.doubtful.text')}</p>
        </Banner>
      )}
      {paused > 0 && (
        <Banner
          tone="warning"
          title={text('redemptions.home.pausedTitle', { count: paused })}
          action={{ content: text('redemptions.home.pausedAction'), url: '/app/rewards' }}
        >
          <p>{text('redemptions.home.pausedText', { count: paused })}</p>
        </Banner>
      )}
      {!canBeRedeemed && (
        <Banner
          tone="info"
          title={text('redemptions.home.noneTitle')}
          action={{ content: text('redemptions.home.noneAction'), url: '/app/program/draft' }}
        >
          <p>{text('redemptions.home.noneText')}</p>
        </Banner>
      )}
    </>
  );
}
