import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, Select, Text } from '@shopify/polaris';
import { useState } from 'react';

import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';

import { explainAction, nameAction } from '../receipts/action-receipt-text.ts';
import { writePoints } from '../language/amounts.ts';
import { useLanguage } from '../language/use-language.ts';

/** Something that staff give points for. */
export interface StaffAction {
  readonly key: string;
  readonly name: string | null;
  readonly points: number;
}

/** What a tap answers. */
export type TapAnswer =
  | { readonly state: 'given' | 'repeated' | 'refused'; readonly receipt: ActionReceipt }
  | { readonly state: 'contradictory' | 'no_such_action' | 'not_a_member' | 'try_later' };

interface MemberActionsProps {
  readonly memberId: string;
  readonly staffActions: readonly StaffAction[];
}

/** Gives a member the points of something that she does before the eyes of staff. */
export function MemberActions({ memberId, staffActions }: MemberActionsProps) {
  const language = useLanguage();
  const { text } = language;
  const { submit, state, data } = useFetcher<TapAnswer>();
  const [chosen, setChosen] = useState(staffActions[0]?.key ?? '');
  if (staffActions.length === 0) return null;
  const options = staffActions.map(({ key, name, points }) => ({
    value: key,
    label: text('actions.member.option', {
      name: nameAction({ name, occasion: 'staff' }, language),
      points: writePoints(points, language),
    }),
  }));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {text('actions.member.title')}
        </Text>
        {data && state === 'idle' && <TapBanner answer={data} />}
        <Select
          label={text('actions.member.rule')}
          options={options}
          value={chosen}
          onChange={setChosen}
        />
        <InlineStack>
          <Button
            loading={state !== 'idle'}
            onClick={() => {
              const wish = { rule: chosen, key: crypto.randomUUID() };
              submit(wish, { method: 'post', action: `/app/members/${memberId}/tap` });
            }}
          >
            {text('actions.member.give')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function TapBanner({ answer }: { readonly answer: TapAnswer }) {
  const language = useLanguage();
  const { text } = language;
  switch (answer.state) {
    case 'given':
    case 'repeated':
      return (
        <Banner
          tone="success"
          title={text('actions.member.given', {
            points: writePoints(answer.receipt.points, language),
          })}
        />
      );
    case 'refused':
      return (
        <Banner tone="warning" title={text('actions.member.refused')}>
          <p>{explainAction(answer.receipt, language).join(' ')}</p>
        </Banner>
      );
    default:
      return <Banner tone="critical" title={text('actions.member.failed')} />;
  }
}
