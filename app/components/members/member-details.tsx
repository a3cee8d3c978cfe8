import { Link } from '@shopify/polaris';

import { writeDate } from '../language/amounts.ts';
import { type Fact, FactsCard } from '../page/facts-card.tsx';
import { FigureCard, FigureRow } from '../page/figure-card.tsx';
import { useLanguage } from '../language/use-language.ts';

/** A member with her balances in points; times are ISO 8601. */
export interface Member {
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
  /** What expires next, and the last day on which it can be spent, `2026-12-31`. */
  readonly expiring: { readonly points: number; readonly on: string } | null;
}

/** What she has always, what is on its way, promised or owed only where there is any. */
export function MemberBalances({ member }: { readonly member: Member }) {
  const language = useLanguage();
  const { text, format } = language;
  const { expiring } = member;
  const untilWhen = expiring && {
    count: expiring.points,
    date: writeDate(expiring.on, language),
  };
  const optional = (['pending', 'held', 'owed'] as const).filter((account) => member[account] > 0);
  const figure = (count: number) => ({
    figure: format.number(count),
    unit: text('points.unit', { count }),
  });
  return (
    <FigureRow columns={optional.length === 1 ? 3 : optional.length === 0 ? 2 : 4} phoneColumns={2}>
      <FigureCard
        label={text('member.available')}
        {...figure(member.available)}
        notes={[
          text('member.hint.available'),
          ...(untilWhen ? [text('expiry.until', untilWhen)] : []),
        ]}
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

/** Who she is. */
export function MemberAbout({ member }: { readonly member: Member }) {
  const { text, format } = useLanguage();
  const none = text('member.notProvided');
  const facts: readonly Fact[] = [
    [text('member.email'), member.email === null ? none : <Mail address={member.email} />],
    [text('member.phone'), member.phone ?? none],
    [text('member.joined'), format.dateTime(new Date(member.joinedAt), { dateStyle: 'long' })],
    [text('member.customerId'), member.customerId],
  ];
  return <FactsCard title={text('member.about')} facts={facts} />;
}

function Mail({ address }: { readonly address: string }) {
  return (
    <Link url={`mailto:${address}`} target="_blank">
      {address}
    </Link>
  );
}
