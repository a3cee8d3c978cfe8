import { useNavigate, useNavigation } from '@remix-run/react';
import { Banner, BlockStack, Card, Tabs } from '@shopify/polaris';

import { type BoundedCount, writeCount } from '../page/bounded-count.ts';
import { PageFrame } from '../page/page-frame.tsx';
import { RedemptionTable } from './redemption-table.tsx';
import type { ShownRedemption } from './redemption-text.ts';
import { TeachingEmptyState } from '../page/teaching-empty-state.tsx';
import { useLanguage } from '../language/use-language.ts';

/** In the order of the tabs. */
const VIEWS = ['all', 'attention', 'promised', 'under_way'] as const;

type RedemptionView = (typeof VIEWS)[number];

/** A page of redemptions, with how many wait for somebody or something. */
interface RedemptionList {
  readonly query: { readonly view: RedemptionView };
  readonly redemptions: readonly ShownRedemption[];
  readonly newer: string | null;
  readonly older: string | null;
  readonly open: {
    readonly doubtful: BoundedCount;
    readonly promised: BoundedCount;
    readonly underWay: BoundedCount;
  };
}

/** What members got for their points: what needs a decision, what is to be handed over, and all that was. */
export function RedemptionsPage({ list }: { readonly list: RedemptionList }) {
  const { text } = useLanguage();
  const navigate = useNavigate();
  const isLoading = useNavigation().state === 'loading';
  const { query, redemptions, open } = list;
  const show = (view: RedemptionView, place: Record<string, string> = {}) => {
    navigate({ search: new URLSearchParams({ view, ...place }).toString() });
  };
  return (
    <PageFrame title={text('redemptions.title')} subtitle={text('redemptions.subtitle')} fullWidth>
      <BlockStack gap="400">
        {open.doubtful.count > 0 && query.view !== 'attention' && (
          <Banner
            tone="warning"
            title={text('redemptions.doubtful.title', { count: open.doubtful.count })}
            action={{
              content: text('redemptions.doubtful.action'),
              url: '/app/redemptions?view=attention',
            }}
          >
            <p>{text('redemptions.doubtful.text')}</p>
          </Banner>
        )}
        <Card padding="0">
          <RedemptionTabs view={query.view} open={open} onChoose={show} />
          {redemptions.length === 0 ? (
            <TeachingEmptyState
              title={text(`redemptions.empty.${query.view}.title`)}
              text={text(`redemptions.empty.${query.view}.text`)}
              {...(query.view === 'all' && {
                link: { label: text('redemptions.openRewards'), url: '/app/rewards' },
              })}
            />
          ) : (
            <RedemptionTable
              redemptions={redemptions}
              isLoading={isLoading}
              paging={{
                hasNewer: list.newer !== null,
                onNewer: () => {
                  show(query.view, { after: list.newer ?? '' });
                },
                hasOlder: list.older !== null,
                onOlder: () => {
                  show(query.view, { before: list.older ?? '' });
                },
              }}
            />
          )}
        </Card>
      </BlockStack>
    </PageFrame>
  );
}

interface RedemptionTabsProps {
  readonly view: RedemptionView;
  readonly open: RedemptionList['open'];
  readonly onChoose: (view: RedemptionView) => void;
}

function RedemptionTabs({ view, open, onChoose }: RedemptionTabsProps) {
  const language = useLanguage();
  const counts: Partial<Record<RedemptionView, BoundedCount>> = {
    attention: open.doubtful,
    promised: open.promised,
    under_way: open.underWay,
  };
  return (
    <Tabs
      tabs={VIEWS.map((each) => {
        const counted = counts[each];
        return {
          id: each,
          content: language.text(`redemptions.view.${each}`),
          ...(counted && counted.count > 0 && { badge: writeCount(counted, language) }),
        };
      })}
      selected={VIEWS.indexOf(view)}
      onSelect={(index) => {
        onChoose(VIEWS[index] ?? 'all');
      }}
      disclosureText={language.text('redemptions.view.more')}
    />
  );
}
