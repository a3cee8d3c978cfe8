import { useFetcher } from '@remix-run/react';
import { BlockStack, Box, Button, ButtonGroup, InlineStack, Link, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';

import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';

import { nameAction } from '../receipts/action-receipt-text.ts';
import { writeDay, writePoints } from '../language/amounts.ts';
import { ClaimRejection } from './claim-rejection.tsx';
import { memberName } from '../language/member-name.ts';
import { useLanguage } from '../language/use-language.ts';

/** A claim that waits for staff. Times are ISO 8601. */
export interface ShownClaim {
  readonly id: string;
  readonly memberId: string;
  readonly customerId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly at: string;
  readonly proof: string | null;
  readonly receipt: ActionReceipt;
}

/** What a decision came to. */
export interface ClaimAnswer {
  readonly tone: 'success' | 'warning';
  readonly title: string;
}

/** What the page's action answers. */
export interface ClaimDecisionAnswer {
  readonly decision: 'approve' | 'reject';
  readonly outcome: 'done' | 'not_open' | 'unknown';
}

interface ClaimRowProps {
  readonly claim: ShownClaim;
  readonly onAnswer: (answer: ClaimAnswer) => void;
}

/** A claim: who has done what, by what it is proven, and the two ways to decide about it. */
export function ClaimRow({ claim, onAnswer }: ClaimRowProps) {
  const language = useLanguage();
  const { text } = language;
  const { submit, state, data } = useFetcher<ClaimDecisionAnswer>();
  const [isRejecting, setIsRejecting] = useState(false);
  const name = nameAction(claim.receipt, language);
  const member = memberName(claim, language);
  const points = writePoints(claim.receipt.points, language);
  useEffect(() => {
    if (data) onAnswer(answerOf(data));
    function answerOf({ decision, outcome }: ClaimDecisionAnswer): ClaimAnswer {
      if (outcome !== 'done') return { tone: 'warning', title: text('actions.page.notOpen') };
      const title =
        decision === 'approve'
          ? text('actions.page.approved', { points })
          : text('actions.page.rejected');
      return { tone: 'success', title };
    }
  }, [data, onAnswer, points, text]);
  const decide = (decision: ClaimDecisionAnswer['decision'], reason: string) => {
    submit({ id: claim.id, decision, reason }, { method: 'post' });
  };
  return (
    <Box padding="400">
      <BlockStack gap="300">
        <BlockStack gap="050">
          <Text as="h3" variant="bodyMd" fontWeight="semibold">
            <Link url={`/app/members/${claim.memberId}`} monochrome>
              {member}
            </Link>
          </Text>
          <Text as="p">
            {text('actions.page.claimed', { name, points, date: writeDay(claim.at, language) })}
          </Text>
          <Proof proof={claim.proof} />
        </BlockStack>
        {isRejecting ? (
          <ClaimRejection
            isBusy={state !== 'idle'}
            onReject={(reason) => {
              decide('reject', reason);
            }}
            onCancel={() => {
              setIsRejecting(false);
            }}
          />
        ) : (
          <ClaimButtons
            name={name}
            member={member}
            isBusy={state !== 'idle'}
            onApprove={() => {
              decide('approve', '');
            }}
            onReject={() => {
              setIsRejecting(true);
            }}
          />
        )}
      </BlockStack>
    </Box>
  );
}

/** A link is opened in a window of its own, and learns nothing of the admin. */
function Proof({ proof }: Pick<ShownClaim, 'proof'>) {
  const { text } = useLanguage();
  if (proof === null) {
    return (
      <Text as="p" tone="subdued">
        {text('actions.page.noProof')}
      </Text>
    );
  }
  return (
    <Text as="p" breakWord>
      {/^https?:\/\//.test(proof) ? (
        <Link url={proof} target="_blank">
          {proof}
        </Link>
      ) : (
        proof
      )}
    </Text>
  );
}

interface ClaimButtonsProps {
  readonly name: string;
  readonly member: string;
  readonly isBusy: boolean;
  readonly onApprove: () => void;
  readonly onReject: () => void;
}

function ClaimButtons({ name, member, isBusy, onApprove, onReject }: ClaimButtonsProps) {
  const { text } = useLanguage();
  return (
    <InlineStack>
      <ButtonGroup>
        <Button
          accessibilityLabel={text('actions.page.approveOf', { name, member })}
          loading={isBusy}
          onClick={onApprove}
        >
          {text('actions.page.approve')}
        </Button>
        <Button
          accessibilityLabel={text('actions.page.rejectOf', { name, member })}
          onClick={onReject}
        >
          {text('actions.page.reject')}
        </Button>
      </ButtonGroup>
    </InlineStack>
  );
}
