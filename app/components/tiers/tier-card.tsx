import { Badge, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { useId, useState } from 'react';

import { SetTierModal } from './set-tier-modal.tsx';
import type { ShownTier } from './shown-tier.ts';
import { describeTier, writeMeasured } from './tier-text.ts';
import { tierName } from './tier-name.ts';
import { useLanguage } from '../language/use-language.ts';

interface TierCardProps {
  readonly memberId: string;
  readonly tier: ShownTier;
}

/** A member's tier: what she has reached, how far it is to the next, when it is assessed, and who set it. */
export function TierCard({ memberId, tier }: TierCardProps) {
  const language = useLanguage();
  const { text } = language;
  const [isSetting, setIsSetting] = useState(false);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {text('memberTier.title')}
          </Text>
          <Button
            variant="plain"
            onClick={() => {
              setIsSetting(true);
            }}
          >
            {text('memberTier.change')}
          </Button>
        </InlineStack>
        <InlineStack gap="200" blockAlign="center">
          <Text as="p" variant="headingLg">
            {tierName(tier.tier, language)}
          </Text>
          {tier.byHand && <Badge tone="attention">{text('memberTier.byHand')}</Badge>}
        </InlineStack>
        <Progress tier={tier} />
        <BlockStack gap="100">
          {describeTier(tier, language).map((sentence) => (
            <Text key={sentence} as="p" tone="subdued">
              {sentence}
            </Text>
          ))}
        </BlockStack>
      </BlockStack>
      <SetTierModal
        memberId={memberId}
        tier={tier}
        isOpen={isSetting}
        onClose={() => {
          setIsSetting(false);
        }}
      />
    </Card>
  );
}

function Progress({ tier }: Pick<TierCardProps, 'tier'>) {
  const id = useId();
  const language = useLanguage();
  const { next } = tier;
  if (!next) return null;
  const done = next.from - next.missing;
  return (
    <BlockStack gap="100">
      <Text as="p" id={id}>
        {language.text('memberTier.toNext', {
          missing: writeMeasured(next.missing, tier, language),
          tier: tierName(next, language),
        })}
      </Text>
      <ProgressBar
        size="small"
        tone="primary"
        animated={false}
        ariaLabelledBy={id}
        progress={Math.floor((Math.max(done, 0) / Math.max(next.from, 1)) * 100)}
      />
    </BlockStack>
  );
}
