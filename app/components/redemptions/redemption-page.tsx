import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, Layout, Text } from '@shopify/polaris';

import { PageFrame } from '../page/page-frame.tsx';
import { RedemptionFacts, type RedemptionDetails } from './redemption-facts.tsx';
import { type RedemptionEvent, RedemptionHistory } from './redemption-history.tsx';
import type { RedemptionIntent } from './redemption-intent.ts';
import { RedemptionStanding } from './redemption-standing.tsx';
import { nameRedeemed } from './redemption-text.ts';
import { useLanguage } from '../language/use-language.ts';

/** What a decision came to. */
export interface RedemptionAnswer {
  readonly intent: RedemptionIntent;
  readonly outcome: 'done' | 'not_open' | 'unknown';
}

interface RedemptionPageProps {
  readonly redemption: RedemptionDetails;
  readonly canBeCalledOff: boolean;
  readonly history: readonly RedemptionEvent[];
  /** ISO 8601. */
  readonly now: string;
}

/** A redemption: how it stands, what happened to it, and what can be done about it. */
export function RedemptionPage({ redemption, canBeCalledOff, history, now }: RedemptionPageProps) {
  const language = useLanguage();
  const { text } = language;
  const { submit, state, data } = useFetcher<RedemptionAnswer>();
  return (
    <PageFrame
      title={nameRedeemed(redemption, language)}
      back={{ label: text('redemptions.title'), url: '/app/redemptions' }}
    >
      <BlockStack gap="400">
        {data && (
          <Banner
            tone={data.outcome === 'done' ? 'success' : 'warning'}
            title={text(
              data.outcome === 'done'
                ? `redemptions.answer.${data.intent}`
                : 'redemptions.answer.notOpen',
            )}
          />
        )}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <RedemptionStanding
                redemption={redemption}
                canBeCalledOff={canBeCalledOff}
                now={now}
                isBusy={state !== 'idle'}
                onDecide={(intent) => {
                  submit({ intent }, { method: 'post' });
                }}
              />
              <RedemptionHistory history={history} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <RedemptionFacts redemption={redemption} />
          </Layout.Section>
        </Layout>
      </BlockStack>
    </PageFrame>
  );
}

/** What stands at the address of a redemption that does not exist. */
export function UnknownRedemptionPage() {
  const { text } = useLanguage();
  return (
    <PageFrame
      title={text('redemptions.unknown.title')}
      back={{ label: text('redemptions.title'), url: '/app/redemptions' }}
    >
      <Card>
        <BlockStack gap="400">
          <Text as="p">{text('redemptions.unknown.text')}</Text>
          <InlineStack>
            <Button url="/app/redemptions">{text('redemptions.unknown.back')}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </PageFrame>
  );
}
