import { BlockStack, Button, Card, InlineStack, Layout, Link, Text } from '@shopify/polaris';

import { FigureCard, FigureRow } from './figure-card.tsx';
import { ListCard } from './list-card.tsx';
import { memberName } from './member-name.ts';
import { PageFrame } from './page-frame.tsx';
import { PostingRow } from './posting-row.tsx';
import { describePosting, describeReceipt, type PostedTransfers } from './receipt-text.ts';
import type { OrderReceipt } from '#app/loyalty/receipt.ts';
import { TeachingEmptyState } from './teaching-empty-state.tsx';
import { useLanguage } from './use-language.ts';

/** A member with her balances in points; times are ISO 8601. */
interface Member {
  readonly memberId: string;
  readonly customerId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly joinedAt: string;
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly owed: number;
  readonly earned: number;
}

type HistoryLine = { readonly key: string; readonly at: string } & (
  | {
      readonly kind: 'posting';
      readonly change: number;
      readonly transfers: PostedTransfers;
    }
  | { readonly kind: 'order'; readonly receipt: OrderReceipt }
);

interface MemberPageProps {
  readonly member: Member;
  /** Newest first. */
  readonly history: readonly HistoryLine[];
  readonly isNewest: boolean;
  /** Where the history goes on, or null where it ends. */
  readonly older: string | null;
}

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
        <Balances member={member} />
        <Layout>
          <Layout.Section>
            <History lines={history} isNewest={isNewest} older={older} />
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <About member={member} />
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

/** What she has always, what is on its way, promised or owed only where there is any. */
function Balances({ member }: { readonly member: Member }) {
  const { text, format } = useLanguage();
  const optional = (['pending', 'held', 'owed'] as const).filter((account) => member[account] > 0);
  const figure = (count: number) => ({
    figure: format.number(count),
    unit: text('points.unit', { count }),
  });
  return (
    <FigureRow columns={optional.length === 1 ? 3 : optional.length === 0 ? 2 : 4}>
      <FigureCard
        label={text('member.available')}
        {...figure(member.available)}
        notes={[text('member.hint.available')]}
      />
      {optional.map((account) => (
        <FigureCard
          key={account}
          label={text(`member.${account}`)}
          {...figure(member[account])}
          notes={[text(`member.hint.${account}`)]}
        />
      ))}
      <FigureCard
        label={text('member.earned')}
        {...figure(member.earned)}
        notes={[text('member.hint.earned')]}
      />
    </FigureRow>
  );
}

type HistoryProps = Pick<MemberPageProps, 'isNewest' | 'older'> & {
  readonly lines: readonly HistoryLine[];
};

function History({ lines, isNewest, older }: HistoryProps) {
  const language = useLanguage();
  const { text } = language;
  return (
    <ListCard
      title={text('member.history')}
      footer={
        isNewest && older === null ? undefined : (
          <InlineStack align="center" gap="200">
            {!isNewest && <Button url="?">{text('member.newest')}</Button>}
            {older !== null && <Button url={`?before=${older}`}>{text('member.older')}</Button>}
          </InlineStack>
        )
      }
    >
      {lines.length === 0 ? (
        <TeachingEmptyState
          title={text('member.historyEmptyTitle')}
          text={text('member.historyEmptyText')}
        />
      ) : (
        lines.map((line, index) => (
          <PostingRow
            key={line.key}
            at={line.at}
            change={line.kind === 'posting' ? line.change : null}
            isOpenAtFirst={isNewest && index === 0}
            receipt={
              line.kind === 'posting'
                ? describePosting(line.transfers, language)
                : describeReceipt(line.receipt, language)
            }
          />
        ))
      )}
    </ListCard>
  );
}

function About({ member }: { readonly member: Member }) {
  const { text, format } = useLanguage();
  const none = text('member.notProvided');
  const rows = [
    [text('member.email'), member.email === null ? none : <Mail address={member.email} />],
    [text('member.phone'), member.phone ?? none],
    [text('member.joined'), format.dateTime(new Date(member.joinedAt), { dateStyle: 'long' })],
    [text('member.customerId'), member.customerId],
  ] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {text('member.about')}
        </Text>
        {rows.map(([label, value]) => (
          <BlockStack key={label}>
            <Text as="span" tone="subdued" variant="bodySm">
              {label}
            </Text>
            <Text as="span" breakWord>
              {value}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function Mail({ address }: { readonly address: string }) {
  return (
    <Link url={`mailto:${address}`} target="_blank">
      {address}
    </Link>
  );
}
