import { Banner, BlockStack, Layout, Link, Text } from '@shopify/polaris';

import type { NeededScope } from '#app/loyalty/program/needed-scopes.ts';
import type { PostedTransfers } from '#app/loyalty/ledger/posted-transfer.ts';

import { writePoints } from '../language/amounts.ts';
import type { BoundedCount } from '../page/bounded-count.ts';
import { ChecksCard } from './checks-card.tsx';
import { ClaimsBanner } from '../actions/claims-banner.tsx';
import { writeComparison, writeDrift } from './comparison.ts';
import { EventsCard } from './events-card.tsx';
import { FigureCard, FigureRow } from '../page/figure-card.tsx';
import { LedgerAlarm } from './ledger-alarm.tsx';
import { ListCard } from '../page/list-card.tsx';
import { memberName } from '../language/member-name.ts';
import { MissingCashOutScopes } from '../rewards/missing-cash-out-scopes.tsx';
import { MissingScopesBanner } from './missing-scopes-banner.tsx';
import { PageFrame } from '../page/page-frame.tsx';
import { PostingRow } from '../members/posting-row.tsx';
import { describePosting } from '../receipts/receipt-text.ts';
import { RewardBanners } from '../rewards/reward-banners.tsx';
import { SetupGuide } from './setup-guide.tsx';
import type { ShownChecks } from './shown-checks.ts';
import { StorefrontCard } from '../storefront/storefront-card.tsx';
import type { ThemeEditorLinks } from '../storefront/storefront-state.ts';
import { TeachingEmptyState } from '../page/teaching-empty-state.tsx';
import { useLanguage } from '../language/use-language.ts';

interface RecentPosting {
  readonly key: string;
  readonly memberId: string;
  readonly customerId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly occurredAt: string;
  readonly change: number;
  readonly transfers: PostedTransfers;
}

/** What the home shows. Points are integers, times ISO 8601, periods the last 30 days and the 30 before. */
interface HomeFigures {
  readonly now: string;
  readonly members: {
    readonly total: number;
    readonly joined: number;
    readonly joinedBefore: number;
  };
  readonly issued: {
    readonly period: number;
    readonly periodBefore: number;
    readonly total: number;
    readonly takenBack: number;
  };
  readonly outstanding: { readonly now: number; readonly change: number; readonly owed: number };
  readonly webhooks: {
    readonly processed: BoundedCount;
    readonly waiting: BoundedCount;
    readonly unreadable: BoundedCount;
    readonly lastReceivedAt: string | null;
  };
  readonly dataRequests: { readonly open: number; readonly nextDueAt: string | null };
  readonly rewards: {
    readonly doubtful: BoundedCount;
    readonly paused: number;
    readonly canBeRedeemed: boolean;
  };
  /** Whether another program is in force than the one that every shop begins with. */
  readonly isProgramChosen: boolean;
  /** What members say they have done, and nobody has decided about. */
  readonly claims: number;
  readonly recent: readonly RecentPosting[];
}

interface HomePageProps {
  readonly home: HomeFigures;
  readonly checks: ShownChecks;
  readonly links: ThemeEditorLinks;
  readonly missingScopes: readonly NeededScope[];
  /** What the shop has to grant for what the program pays out. */
  readonly cashOutScopes: readonly string[];
}

/** The merchant's first page: how the program stands, what happened last, and what is still to be set up. */
export function HomePage(props: HomePageProps) {
  const { home, checks, links, missingScopes, cashOutScopes } = props;
  const { text } = useLanguage();
  const isBeginning = home.issued.total === 0;
  return (
    <PageFrame title={text('home.title')}>
      <BlockStack gap="400">
        <LedgerAlarm alarm={checks.proof.alarm} />
        <MissingScopesBanner scopes={missingScopes} />
        <DataRequestsBanner {...home.dataRequests} now={home.now} />
        <MissingCashOutScopes scopes={cashOutScopes} />
        <RewardBanners {...home.rewards} />
        <ClaimsBanner waiting={home.claims} />
        {isBeginning && <SetupGuide links={links} isProgramChosen={home.isProgramChosen} />}
        <Figures {...home} />
        <Layout>
          <Layout.Section>
            <RecentActivity postings={home.recent} />
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              {!isBeginning && <StorefrontCard links={links} />}
              <EventsCard {...home.webhooks} now={home.now} />
              <ChecksCard {...checks} />
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </PageFrame>
  );
}

/** Customers who wait for their data: the one thing here with a legal deadline. */
function DataRequestsBanner({
  open,
  nextDueAt,
  now,
}: HomeFigures['dataRequests'] & Pick<HomeFigures, 'now'>) {
  const { text, format } = useLanguage();
  if (nextDueAt === null) return null;
  const date = format.dateTime(new Date(nextDueAt), { dateStyle: 'long' });
  const isOverdue = Date.parse(nextDueAt) < Date.parse(now);
  return (
    <Banner
      tone={isOverdue ? 'critical' : 'warning'}
      title={text('home.dataRequests.title', { count: open })}
      action={{ content: text('home.dataRequests.action'), url: '/app/data-requests' }}
    >
      <p>{text(isOverdue ? 'home.dataRequests.overdue' : 'home.dataRequests.text', { date })}</p>
    </Banner>
  );
}

function Figures({ members, issued, outstanding }: HomeFigures) {
  const language = useLanguage();
  const { text, format } = language;
  const points = (count: number) => ({
    figure: format.number(count),
    unit: text('points.unit', { count }),
  });
  const owed = writePoints(outstanding.owed, language);
  return (
    <FigureRow columns={3}>
      <FigureCard
        label={text('home.figures.members')}
        figure={format.number(members.total)}
        unit={text('home.figures.membersUnit', { count: members.total })}
        notes={[
          text('home.figures.membersNew', { count: members.joined }),
          writeComparison(members.joined, members.joinedBefore, language),
        ]}
      />
      <FigureCard
        label={text('home.figures.issued')}
        {...points(issued.period)}
        notes={[
          writeComparison(issued.period, issued.periodBefore, language),
          text('home.figures.issuedTotal', {
            points: writePoints(issued.total, language),
            takenBack: format.number(issued.takenBack),
          }),
        ]}
      />
      <FigureCard
        label={text('home.figures.outstanding')}
        {...points(outstanding.now)}
        notes={[
          writeDrift(outstanding.change, language),
          outstanding.owed === 0
            ? text('home.figures.outstandingHint')
            : text('home.figures.outstandingOwed', { points: owed }),
        ]}
      />
    </FigureRow>
  );
}

function RecentActivity({ postings }: { readonly postings: readonly RecentPosting[] }) {
  const language = useLanguage();
  const { text } = language;
  if (postings.length === 0) {
    return (
      <ListCard title={text('home.activity.title')}>
        <TeachingEmptyState
          title={text('home.activity.emptyTitle')}
          text={text('home.activity.emptyText')}
        />
      </ListCard>
    );
  }
  return (
    <ListCard
      title={text('home.activity.title')}
      action={{ label: text('home.activity.all'), url: '/app/members' }}
    >
      {postings.map((posting) => (
        <PostingRow
          key={posting.key}
          receipt={describePosting(posting.transfers, language)}
          at={posting.occurredAt}
          change={posting.change}
          member={
            <Text as="p" fontWeight="medium">
              <Link url={`/app/members/${posting.memberId}`} removeUnderline monochrome>
                {memberName(posting, language)}
              </Link>
            </Text>
          }
        />
      ))}
    </ListCard>
  );
}
