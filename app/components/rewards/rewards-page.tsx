import { Banner, BlockStack, Card } from '@shopify/polaris';

import { ListCard } from '../page/list-card.tsx';
import { MissingCashOutScopes } from './missing-cash-out-scopes.tsx';
import { PageFrame } from '../page/page-frame.tsx';
import { RewardRow, type ShownReward } from './reward-row.tsx';
import { TeachingEmptyState } from '../page/teaching-empty-state.tsx';
import { useLanguage } from '../language/use-language.ts';

interface RewardsPageProps {
  readonly currency: string;
  readonly rewards: readonly ShownReward[];
  /** What the shop has to grant for what the program pays out. */
  readonly missingScopes: readonly string[];
}

/** What members can get for their points by the program in force, and how each reward stands. */
export function RewardsPage({ currency, rewards, missingScopes }: RewardsPageProps) {
  const { text } = useLanguage();
  const paused = rewards.filter(({ standing }) => standing === 'paused');
  const refused = rewards.filter(({ standing }) => standing === 'refused');
  return (
    <PageFrame title={text('rewards.title')} subtitle={text('rewards.subtitle')}>
      <BlockStack gap="400">
        <MissingCashOutScopes scopes={missingScopes} />
        {paused.length > 0 && (
          <Banner tone="warning" title={text('rewards.pausedTitle', { count: paused.length })}>
            <p>{text('rewards.pausedText', { count: paused.length })}</p>
          </Banner>
        )}
        {refused.length > 0 && (
          <Banner tone="critical" title={text('rewards.refusedTitle', { count: refused.length })}>
            <p>{text('rewards.refusedText', { count: refused.length })}</p>
          </Banner>
        )}
        {rewards.length === 0 ? (
          <NoRewards />
        ) : (
          <ListCard
            title={text('rewards.listTitle')}
            action={{ label: text('rewards.redemptions'), url: '/app/redemptions' }}
          >
            {rewards.map((reward) => (
              <RewardRow key={reward.key} reward={reward} currency={currency} />
            ))}
          </ListCard>
        )}
      </BlockStack>
    </PageFrame>
  );
}

function NoRewards() {
  const { text } = useLanguage();
  return (
    <Card>
      <TeachingEmptyState
        title={text('rewards.emptyTitle')}
        text={text('rewards.emptyText')}
        link={{ label: text('rewards.openProgram'), url: '/app/program' }}
      />
    </Card>
  );
}
