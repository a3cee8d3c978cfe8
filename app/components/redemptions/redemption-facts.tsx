import { Link } from '@shopify/polaris';

import { writePoints } from '../language/amounts.ts';
import { memberName } from '../language/member-name.ts';
import { type Fact, FactsCard } from '../page/facts-card.tsx';
import { Moment } from '../page/moment.tsx';
import { describeGiven, type ShownRedemption } from './redemption-text.ts';
import { useLanguage } from '../language/use-language.ts';

/** A redemption with all that is known of it. */
export interface RedemptionDetails extends ShownRedemption {
  readonly code: string | null;
  readonly orderId: string | null;
  readonly cause: 'member' | 'challenge' | 'tier' | 'birthday' | 'staff';
  /** When Shopify was asked to pay it out. */
  readonly askedAt: string | null;
  /** Until when what was paid out can be spent. */
  readonly expiresAt: string | null;
}

/** What is known of a redemption. */
export function RedemptionFacts({ redemption }: { readonly redemption: RedemptionDetails }) {
  const { text } = useLanguage();
  return <FactsCard title={text('redemptions.about')} facts={useFacts(redemption)} />;
}

function useFacts(redemption: RedemptionDetails): readonly Fact[] {
  const language = useLanguage();
  const { text } = language;
  const { points, code, orderId, cause, askedAt, expiresAt, state } = redemption;
  const facts: (Fact | false)[] = [
    [
      text('redemptions.column.member'),
      <Link key="member" url={`/app/members/${redemption.memberId}`}>
        {memberName(redemption, language)}
      </Link>,
    ],
    [text('redemptions.fact.gives'), describeGiven(redemption, language)],
    [
      text('redemptions.fact.price'),
      points === 0 ? text(`redemptions.cause.${cause}`) : writePoints(points, language),
    ],
    code !== null && [text('redemptions.fact.code'), <code key="code">{code}</code>],
    orderId !== null && [
      text('redemptions.fact.order'),
      <Link key="order" url={`shopify://admin/orders/${orderId}`} target="_top">
        {text('redemptions.fact.openOrder')}
      </Link>,
    ],
    askedAt !== null && [text('redemptions.fact.askedAt'), <Moment key="askedAt" at={askedAt} />],
    state === 'used' &&
      expiresAt !== null && [
        text('redemptions.fact.expiresAt'),
        <Moment key="expiresAt" at={expiresAt} />,
      ],
    [
      text('redemptions.fact.customer'),
      <Link key="customer" url={`shopify://admin/customers/${redemption.customerId}`} target="_top">
        {text('redemptions.fact.openCustomer')}
      </Link>,
    ],
    [text('redemptions.fact.number'), redemption.id],
  ];
  return facts.filter((fact) => fact !== false);
}
