import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';

import { ConfirmDecision } from './confirm-decision.tsx';
import { type RedemptionIntent, wordingOf } from './redemption-intent.ts';
import { RedemptionStateBadge } from './redemption-state-badge.tsx';
import { describeProblem, type ShownRedemption } from './redemption-text.ts';
import { useLanguage } from '../language/use-language.ts';

interface RedemptionStandingProps {
  readonly redemption: ShownRedemption;
  readonly canBeCalledOff: boolean;
  /** ISO 8601. */
  readonly now: string;
  readonly isBusy: boolean;
  readonly onDecide: (intent: RedemptionIntent) => void;
}

/** How a redemption stands, why, and the decisions that are left to staff. */
export function RedemptionStanding(props: RedemptionStandingProps) {
  const { redemption, canBeCalledOff, isBusy, onDecide } = props;
  const { text } = useLanguage();
  const [asked, setAsked] = useState<RedemptionIntent | null>(null);
  const decisions = decisionsOn(redemption, canBeCalledOff);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {text('redemptions.standing')}
          </Text>
          <RedemptionStateBadge redemption={redemption} />
        </InlineStack>
        <Explanation {...props} />
        {decisions.length > 0 && (
          <ButtonGroup>
            {decisions.map((intent, index) => (
              <Button
                key={intent}
                {...appearanceOf(intent, index)}
                disabled={isBusy}
                onClick={() => {
                  setAsked(intent);
                }}
              >
                {text(`redemptions.decide.${wordingOf(intent, redemption)}.label`)}
              </Button>
            ))}
          </ButtonGroup>
        )}
      </BlockStack>
      <ConfirmDecision
        intent={asked}
        redemption={redemption}
        onCancel={() => {
          setAsked(null);
        }}
        onConfirm={(intent) => {
          setAsked(null);
          onDecide(intent);
        }}
      />
    </Card>
  );
}

/** The likeliest stands out, unless it takes something away from the member. */
function appearanceOf(intent: RedemptionIntent, index: number) {
  if (intent === 'call_off') return { tone: 'critical' as const };
  return index === 0 ? { variant: 'primary' as const } : {};
}

/** What staff may decide, the likeliest first. */
function decisionsOn(
  { kind, state }: ShownRedemption,
  canBeCalledOff: boolean,
): readonly RedemptionIntent[] {
  const callingOff: readonly RedemptionIntent[] = canBeCalledOff ? ['call_off'] : [];
  switch (state) {
    case 'doubtful':
      return ['confirm', 'give_up', 'retry'];
    case 'pending':
      return ['retry', ...callingOff];
    case 'ready':
      return kind === 'experience' ? ['hand_over', ...callingOff] : callingOff;
    case 'used':
    case 'cancelling':
    case 'cancelled':
    case 'expired':
    case 'returned':
    case 'failed':
      return [];
  }
}

function Explanation({ redemption, now }: RedemptionStandingProps) {
  const language = useLanguage();
  const { text, format } = language;
  const { kind, state, problem, retryAt, validUntil } = redemption;
  const isPaidOut = kind === 'store_credit' || kind === 'gift_card';
  return (
    <BlockStack gap="200">
      {problem !== null && <Text as="p">{describeProblem(problem, language)}</Text>}
      {state === 'doubtful' && (
        <Text as="p" tone="subdued">
          {text(isPaidOut ? `redemptions.lookFor.${kind}` : 'redemptions.lookFor.other')}
        </Text>
      )}
      {state === 'ready' && kind === 'experience' && (
        <Text as="p">{text('redemptions.toHandOver')}</Text>
      )}
      {state === 'failed' && <Text as="p">{text('redemptions.pointsWentBack')}</Text>}
      {state === 'pending' && retryAt !== null && retryAt > now && (
        <Text as="p">
          {text('redemptions.nextTry', {
            when: format.relativeTime(new Date(retryAt), new Date(now)),
          })}
        </Text>
      )}
      {state === 'ready' && validUntil !== null && (
        <Text as="p" tone="subdued">
          {text('redemptions.validUntil', {
            date: format.dateTime(new Date(validUntil), { dateStyle: 'long' }),
          })}
        </Text>
      )}
    </BlockStack>
  );
}
