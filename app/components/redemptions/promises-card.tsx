import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useState } from 'react';

import { writeDay } from '../language/amounts.ts';
import { useLanguage } from '../language/use-language.ts';
import { ConfirmDecision } from './confirm-decision.tsx';
import type { RedemptionAnswer } from './redemption-page.tsx';
import { nameRedeemed, type ShownRedemption } from './redemption-text.ts';

interface PromisesCardProps {
  readonly promises: readonly ShownRedemption[];
}

/** What a member was promised: staff hand it over while she stands before them. */
export function PromisesCard({ promises }: PromisesCardProps) {
  const language = useLanguage();
  const { text } = language;
  const { submit, state, data } = useFetcher<RedemptionAnswer>();
  const [asked, setAsked] = useState<ShownRedemption | null>(null);
  // It stays for the answer when the last one has been handed over.
  if (promises.length === 0 && !data) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {text('redemptions.view.promised')}
        </Text>
        {data && state === 'idle' && <Answer answer={data} />}
        {promises.map((promise) => (
          <Promised
            key={promise.id}
            promise={promise}
            isBusy={state !== 'idle'}
            onHandOver={() => {
              setAsked(promise);
            }}
          />
        ))}
      </BlockStack>
      {asked && (
        <ConfirmDecision
          intent="hand_over"
          redemption={asked}
          onCancel={() => {
            setAsked(null);
          }}
          onConfirm={(intent) => {
            setAsked(null);
            submit({ intent }, { method: 'post', action: `/app/redemptions/${asked.id}` });
          }}
        />
      )}
    </Card>
  );
}

function Answer({ answer: { intent, outcome } }: { readonly answer: RedemptionAnswer }) {
  const { text } = useLanguage();
  return outcome === 'done' ? (
    <Banner tone="success" title={text(`redemptions.answer.${intent}`)} />
  ) : (
    <Banner tone="warning" title={text('redemptions.answer.notOpen')} />
  );
}

interface PromisedProps {
  readonly promise: ShownRedemption;
  readonly isBusy: boolean;
  readonly onHandOver: () => void;
}

function Promised({ promise, isBusy, onHandOver }: PromisedProps) {
  const language = useLanguage();
  const { text } = language;
  const name = nameRedeemed(promise, language);
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <BlockStack>
        <Text as="span" fontWeight="semibold" breakWord>
          <Link monochrome removeUnderline url={`/app/redemptions/${promise.id}`}>
            {name}
          </Link>
        </Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {text('redemptions.since', { date: writeDay(promise.createdAt, language) })}
        </Text>
      </BlockStack>
      <Button
        accessibilityLabel={text('redemptions.handOverNamed', { name })}
        disabled={isBusy}
        onClick={onHandOver}
      >
        {text('redemptions.decide.hand_over.label')}
      </Button>
    </InlineStack>
  );
}
