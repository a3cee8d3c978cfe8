import { BlockStack, Card, Link, Text } from '@shopify/polaris';

import { FigureCard, FigureRow } from './figure-card.tsx';
import { useLanguage } from './use-language.ts';

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
}

/** What she has always, what is on its way, promised or owed only where there is any. */
export function MemberBalances({ member }: { readonly member: Member }) {
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

/** Who she is. */
export function MemberAbout({ member }: { readonly member: Member }) {
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
