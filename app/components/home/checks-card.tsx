import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, Divider, InlineStack, Text } from '@shopify/polaris';

import { ReconciliationBadge, ReconciliationSummary } from './reconciliation-summary.tsx';
import type { ShownChecks, ShownProof } from './shown-checks.ts';
import { useLanguage } from '../language/use-language.ts';
import { useLiveRefresh } from '../page/use-live-refresh.ts';

/** Whether the ledger knows every order that Shopify has, and adds up; with the ways to look again. */
export function ChecksCard({ reconciliation, proof }: ShownChecks) {
  const { text } = useLanguage();
  const { submit, state, formData } = useFetcher();
  const asked = state === 'idle' ? undefined : formData?.get('check');
  const isComparing = reconciliation.running !== null;
  useLiveRefresh(isComparing || proof.isRunning);
  const ask = (check: string) => () => {
    submit({ check }, { method: 'post', action: '/app?index' });
  };
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {text('home.checks.title')}
          </Text>
          <ReconciliationBadge {...reconciliation} />
        </InlineStack>
        <ReconciliationSummary {...reconciliation} />
        <BlockStack gap="200">
          <InlineStack gap="200">
            <Button disabled={isComparing} loading={asked === 'changes'} onClick={ask('changes')}>
              {text('home.checks.now')}
            </Button>
            <Button
              disabled={isComparing}
              loading={asked === 'everything'}
              onClick={ask('everything')}
            >
              {text('home.checks.everything')}
            </Button>
          </InlineStack>
          <Text as="p" tone="subdued">
            {text('home.checks.everythingHint')}
          </Text>
        </BlockStack>
        <Divider />
        <BlockStack gap="200">
          <Text as="h3" fontWeight="medium">
            {text('home.checks.ledger.title')}
          </Text>
          <ProofSummary isRunning={proof.isRunning} last={proof.last} />
          <InlineStack>
            <Button disabled={proof.isRunning} loading={asked === 'ledger'} onClick={ask('ledger')}>
              {text('home.checks.ledger.now')}
            </Button>
          </InlineStack>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

interface ProofSummaryProps {
  readonly isRunning: boolean;
  readonly last: ShownProof | null;
}

function ProofSummary({ isRunning, last }: ProofSummaryProps) {
  const { text, format } = useLanguage();
  if (isRunning) return <Text as="p">{text('home.checks.ledger.running')}</Text>;
  if (!last) {
    return (
      <Text as="p" tone="subdued">
        {text('home.checks.ledger.none')}
      </Text>
    );
  }
  const { members, orders, drifts, finishedAt } = last;
  const moment = { dateStyle: 'medium', timeStyle: 'short' } as const;
  const when = format.dateTime(new Date(finishedAt), moment);
  return (
    <BlockStack gap="050">
      <Text as="p" {...(drifts > 0 && { tone: 'critical' })}>
        {text('home.checks.ledger.result', { count: drifts })}
      </Text>
      <Text as="p" tone="subdued">
        {text('home.checks.ledger.proved', { members, orders })}
      </Text>
      <Text as="p" tone="subdued">
        {text('home.checks.ledger.when', { when })}
      </Text>
    </BlockStack>
  );
}
