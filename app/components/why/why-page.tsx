import { useNavigate } from '@remix-run/react';
import { BlockStack, Button, Card, Form, FormLayout, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';

import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import type { PointsNow } from '#app/loyalty/explain/points-now.ts';

import { explainAction, nameAction } from '../receipts/action-receipt-text.ts';
import { writeDay } from '../language/amounts.ts';
import { memberName } from '../language/member-name.ts';
import { PageFrame } from '../page/page-frame.tsx';
import { useLanguage } from '../language/use-language.ts';
import { ExplainedEarning, type ShownPosting } from './explained-earning.tsx';
import { describeWhy, type OrderWorth } from './why-text.ts';

interface ShownEarning {
  readonly pointsNow: readonly PointsNow[];
  readonly postings: readonly ShownPosting[];
}

/** An order with why; times are ISO 8601. */
type ShownOrder = ShownEarning &
  OrderWorth & {
    readonly orderId: string;
    readonly name: string;
    readonly placedAt: string | null;
    readonly customerId: string | null;
    readonly memberId: string | null;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly email: string | null;
  };

interface ShownMember {
  readonly memberId: string;
  readonly customerId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly actions: readonly (ShownEarning & {
    readonly id: string;
    readonly at: string;
    readonly receipt: ActionReceipt;
  })[];
}

interface WhyPageProps {
  /** What was asked for; empty for nothing yet. */
  readonly asked: string;
  readonly orders: readonly ShownOrder[];
  /** Whose actions are explained. */
  readonly member: ShownMember | null;
}

/** Why points were given or not: for an order that is looked up, and for what a member did besides buying. */
export function WhyPage({ asked, orders, member }: WhyPageProps) {
  const { text } = useLanguage();
  return (
    <PageFrame
      title={text('why.title')}
      subtitle={text('why.subtitle')}
      back={{ label: text('settings.title'), url: '/app/settings' }}
    >
      <BlockStack gap="400">
        <OrderSearch key={asked} asked={asked} />
        {asked !== '' && orders.length === 0 && <NothingFound />}
        {orders.map((order) => (
          <OrderCard key={order.orderId} order={order} />
        ))}
        {member && <Actions member={member} />}
      </BlockStack>
    </PageFrame>
  );
}

function OrderSearch({ asked }: Pick<WhyPageProps, 'asked'>) {
  const { text } = useLanguage();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(asked);
  return (
    <Card>
      <Form
        onSubmit={() => {
          navigate({ search: new URLSearchParams({ order: typed.trim() }).toString() });
        }}
      >
        <FormLayout>
          <TextField
            label={text('why.search')}
            helpText={text('why.searchHelp')}
            value={typed}
            onChange={setTyped}
            maxLength={64}
            autoComplete="off"
          />
          <Button submit variant="primary" disabled={typed.trim() === ''}>
            {text('why.find')}
          </Button>
        </FormLayout>
      </Form>
    </Card>
  );
}

function NothingFound() {
  const { text } = useLanguage();
  return (
    <Card>
      <BlockStack gap="100">
        <Text as="p">{text('why.none')}</Text>
        <Text as="p" tone="subdued">
          {text('why.noneHint')}
        </Text>
      </BlockStack>
    </Card>
  );
}

function OrderCard({ order }: { readonly order: ShownOrder }) {
  const language = useLanguage();
  const { text } = language;
  const { memberId, customerId, placedAt } = order;
  const member =
    memberId === null || customerId === null
      ? null
      : { name: memberName({ ...order, customerId }, language), url: `/app/members/${memberId}` };
  return (
    <ExplainedEarning
      title={text('why.order', { order: order.name })}
      member={member}
      when={placedAt === null ? null : text('why.placed', { date: writeDay(placedAt, language) })}
      why={describeWhy(order, language)}
      pointsNow={order.pointsNow}
      postings={order.postings}
    />
  );
}

function Actions({ member }: { readonly member: ShownMember }) {
  const language = useLanguage();
  const { text } = language;
  return (
    <>
      <Card>
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text('why.actionsOf', { name: memberName(member, language) })}
          </Text>
          {member.actions.length === 0 && <Text as="p">{text('why.noActions')}</Text>}
        </BlockStack>
      </Card>
      {member.actions.map(({ id, at, receipt, pointsNow, postings }) => (
        <ExplainedEarning
          key={id}
          title={nameAction(receipt, language)}
          when={writeDay(at, language)}
          why={explained(explainAction(receipt, language))}
          pointsNow={pointsNow}
          postings={postings}
        />
      ))}
    </>
  );
}

function explained([headline = '', ...sentences]: readonly string[]) {
  return { headline, sentences };
}
