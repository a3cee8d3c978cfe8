import { BlockStack, Button, Card, InlineStack, Layout, Text } from '@shopify/polaris';

import { type Member, MemberAbout, MemberBalances } from './member-details.tsx';
import { MemberHistory, type MemberHistoryProps } from './member-history.tsx';
import { memberName } from './member-name.ts';
import { PageFrame } from './page-frame.tsx';
import { useLanguage } from './use-language.ts';

type MemberPageProps = MemberHistoryProps & { readonly member: Member };

/** A member: what she has, who she is, and why. */
export function MemberPage({ member, history, isNewest, older }: MemberPageProps) {
  const language = useLanguage();
  const { text } = language;
  return (
    <PageFrame
      title={memberName(member, language)}
      back={{ label: text('members.title'), url: '/app/members' }}
      adminLink={{
        label: text('member.viewCustomer'),
        url: `shopify://admin/customers/${member.customerId}`,
      }}
    >
      <BlockStack gap="400">
        <MemberBalances member={member} />
        <Layout>
          <Layout.Section>
            <MemberHistory history={history} isNewest={isNewest} older={older} />
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <MemberAbout member={member} />
          </Layout.Section>
        </Layout>
      </BlockStack>
    </PageFrame>
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
