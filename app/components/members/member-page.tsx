import { useNavigate } from '@remix-run/react';
import { BlockStack, Button, Card, InlineGrid, InlineStack, Layout, Text } from '@shopify/polaris';

import type { Birthday } from '#app/loyalty/actions/birthday.ts';

import { MemberActions, type StaffAction } from './member-actions.tsx';
import { MemberBirthday } from './member-birthday.tsx';
import { type Member, MemberAbout, MemberBalances } from './member-details.tsx';
import { MemberHistory, type MemberHistoryProps } from './member-history.tsx';
import { memberName } from '../language/member-name.ts';
import { PageFrame } from '../page/page-frame.tsx';
import { PromisesCard } from '../redemptions/promises-card.tsx';
import type { ShownRedemption } from '../redemptions/redemption-text.ts';
import { PerksCard } from '../tiers/perks-card.tsx';
import type { ShownTier } from '../tiers/shown-tier.ts';
import { TierCard } from '../tiers/tier-card.tsx';
import { TierMovesCard } from '../tiers/tier-moves-card.tsx';
import { type UnrewardedAction, UnrewardedActions } from '../actions/unrewarded-actions.tsx';
import { useLanguage } from '../language/use-language.ts';

type MemberPageProps = Omit<MemberHistoryProps, 'memberId'> & {
  readonly member: Member;
  /** Null in a program without tiers. */
  readonly tier: ShownTier | null;
  /** What she was promised and staff are to hand over. */
  readonly promises: readonly ShownRedemption[];
  readonly actions: {
    readonly staffActions: readonly StaffAction[];
    readonly birthday: Birthday | null;
    readonly unrewarded: readonly UnrewardedAction[];
  };
};

/** A member: what she has, how far she has come, who she is, and why. */
export function MemberPage(props: MemberPageProps) {
  const { member, tier, promises, actions, history, isNewest, older } = props;
  const language = useLanguage();
  const { text } = language;
  const navigate = useNavigate();
  return (
    <PageFrame
      title={memberName(member, language)}
      back={{ label: text('members.title'), url: '/app/members' }}
      primaryAction={{
        label: text('adjusting.one'),
        onAction: () => {
          navigate(`/app/members/${member.memberId}/adjust`);
        },
        isBusy: false,
      }}
      adminLink={{
        label: text('member.viewCustomer'),
        url: `shopify://admin/customers/${member.customerId}`,
      }}
    >
      <BlockStack gap="400">
        <MemberBalances member={member} />
        <AtTheCounter
          member={member}
          tier={tier}
          promises={promises}
          staffActions={actions.staffActions}
        />
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <MemberHistory
                memberId={member.memberId}
                history={history}
                isNewest={isNewest}
                older={older}
              />
              <UnrewardedActions actions={actions.unrewarded} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <MemberAbout member={member} />
              <MemberBirthday memberId={member.memberId} birthday={actions.birthday} />
              {tier && <TierMovesCard moves={tier.moves} />}
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </PageFrame>
  );
}

interface AtTheCounterProps extends Pick<MemberPageProps, 'member' | 'tier' | 'promises'> {
  readonly staffActions: readonly StaffAction[];
}

/** What staff look at and do while the member stands before them: before everything that is long. */
function AtTheCounter({ member: { memberId }, tier, promises, staffActions }: AtTheCounterProps) {
  const columns = [tier !== null, (tier?.perks.length ?? 0) > 0, staffActions.length > 0];
  const count = columns.filter(Boolean).length;
  return (
    <>
      <PromisesCard promises={promises} />
      {count > 0 && (
        <InlineGrid columns={{ xs: 1, md: Math.max(count, 2) }} gap="400" alignItems="start">
          {tier && <TierCard memberId={memberId} tier={tier} />}
          {tier && <PerksCard memberId={memberId} perks={tier.perks} />}
          <MemberActions memberId={memberId} staffActions={staffActions} />
        </InlineGrid>
      )}
    </>
  );
}

/** What stands at the address of a member who does not exist, with the way back. */
export function UnknownMemberPage() {
  const { text } = useLanguage();
  return (
    <PageFrame
      title={text('member.notFoundTitle')}
      back={{ label: text('members.title'), url: '/app/members' }}
    >
      <Card>
        <BlockStack gap="400">
          <Text as="p">{text('member.notFoundText')}</Text>
          <InlineStack>
            <Button url="/app/members">{text('member.backToMembers')}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </PageFrame>
  );
}
