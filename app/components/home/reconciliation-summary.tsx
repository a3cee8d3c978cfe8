import { Badge, BlockStack, ProgressBar, Text } from '@shopify/polaris';
import { useId } from 'react';

import { unaccountedOrders } from '#app/loyalty/reconciliation.ts';

import type { ShownChecks, ShownReconciliation } from './shown-checks.ts';
import { useLanguage } from '../language/use-language.ts';

type Runs = ShownChecks['reconciliation'];

/** How the newest comparison came out, in two words. */
export function ReconciliationBadge({ running, last }: Runs) {
  const { text } = useLanguage();
  if (running) return <Badge tone="info">{text('home.checks.state.running')}</Badge>;
  if (!last) return <Badge>{text('home.checks.state.none')}</Badge>;
  if (last.reason !== null) {
    return <Badge tone="warning">{text('home.checks.state.failed')}</Badge>;
  }
  if (last.unreadable > 0) {
    return <Badge tone="warning">{text('home.checks.state.unreadable')}</Badge>;
  }
  if (last.ordersRepaired > 0)
    return <Badge tone="info">{text('home.checks.state.repaired')}</Badge>;
  return <Badge tone="success">{text('home.checks.state.complete')}</Badge>;
}

/** What the comparison under way has come to, or else the newest one. */
export function ReconciliationSummary({ running, last }: Runs) {
  const { text } = useLanguage();
  if (running) return <Progress run={running} />;
  if (!last) return <Text as="p">{text('home.checks.none')}</Text>;
  if (last.reason !== null) return <Failure run={last} />;
  return <Outcome run={last} />;
}

interface RunProps {
  readonly run: ShownReconciliation;
}

function Progress({ run }: RunProps) {
  const id = useId();
  const { text } = useLanguage();
  const { mode, ordersSeen, customersSeen, ordersExpected } = run;
  return (
    <BlockStack gap="200">
      <Text as="p" id={id}>
        {text(`home.checks.running.${mode}`)}
      </Text>
      {ordersExpected !== null && ordersExpected > 0 && (
        <ProgressBar
          size="small"
          tone="primary"
          animated={false}
          ariaLabelledBy={id}
          progress={Math.min(100, Math.round((ordersSeen / ordersExpected) * 100))}
        />
      )}
      <Text as="p" tone="subdued">
        {text('home.checks.looked', { ordersSeen, customersSeen })}
      </Text>
    </BlockStack>
  );
}

function Failure({ run }: RunProps) {
  const { text } = useLanguage();
  if (run.reason === null) return null;
  return (
    <BlockStack gap="100">
      <Text as="p">{text(`home.checks.failed.${run.reason}`)}</Text>
      <Looked run={run} />
    </BlockStack>
  );
}

function Outcome({ run }: RunProps) {
  const { text } = useLanguage();
  const { ordersRepaired, customersRepaired, unreadable } = run;
  return (
    <BlockStack gap="100">
      {unaccountedOrders(run) === 0 && (
        <Text as="p" fontWeight="semibold">
          {text('home.checks.noneMissing')}
        </Text>
      )}
      {ordersRepaired > 0 && (
        <Text as="p" fontWeight="semibold">
          {text('home.checks.repaired', { count: ordersRepaired })}
        </Text>
      )}
      {unreadable > 0 && (
        <Text as="p">{text('home.checks.unreadable', { count: unreadable })}</Text>
      )}
      {customersRepaired > 0 && (
        <Text as="p">{text('home.checks.customers', { count: customersRepaired })}</Text>
      )}
      <Looked run={run} />
    </BlockStack>
  );
}

/** How much was looked at, and when. */
function Looked({ run }: RunProps) {
  const { text, format } = useLanguage();
  const { ordersSeen, customersSeen } = run;
  if (run.finishedAt === null) return null;
  const moment = { dateStyle: 'medium', timeStyle: 'short' } as const;
  const when = format.dateTime(new Date(run.finishedAt), moment);
  return (
    <>
      <Text as="p" tone="subdued">
        {text('home.checks.looked', { ordersSeen, customersSeen })}
      </Text>
      <Text as="p" tone="subdued">
        {text(`home.checks.last.${run.reason === null ? run.mode : 'failed'}`, { when })}
      </Text>
    </>
  );
}
