import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Box, Button, InlineGrid, Text } from '@shopify/polaris';
import { useState } from 'react';

import { ListCard } from '../page/list-card.tsx';
import { useLanguage } from '../language/use-language.ts';
import { ConfirmPerk } from './confirm-perk.tsx';
import type { ShownPerk, TierAnswer } from './shown-tier.ts';
import { describePerk, explainPerkAnswer } from './tier-text.ts';

interface PerksCardProps {
  readonly memberId: string;
  readonly perks: readonly ShownPerk[];
}

/** What a member's tier opens to her, and the buttons by which staff tick off what is used up, or undo that. */
export function PerksCard({ memberId, perks }: PerksCardProps) {
  const { text } = useLanguage();
  if (perks.length === 0) return null;
  return (
    <ListCard title={text('memberTier.perk.title')}>
      {perks.map((perk) => (
        <PerkRow key={perk.key} memberId={memberId} perk={perk} />
      ))}
    </ListCard>
  );
}

function PerkRow({ memberId, perk }: { readonly memberId: string; readonly perk: ShownPerk }) {
  const language = useLanguage();
  const { submit, state, data } = useFetcher<TierAnswer>();
  const [isAsked, setIsAsked] = useState(false);
  const answer = state === 'idle' ? data : undefined;
  const decide = (wish: Record<string, string>) => {
    setIsAsked(false);
    submit(wish, { method: 'post', action: `/app/members/${memberId}/tier` });
  };
  return (
    <Box padding="400">
      <BlockStack gap="300">
        <InlineGrid columns="1fr auto" gap="400" alignItems="center">
          <BlockStack gap="050">
            <Text as="p" fontWeight="medium">
              {perk.name}
            </Text>
            <Text as="p" variant="bodySm" tone="subdued">
              {describePerk(perk, language)}
            </Text>
          </BlockStack>
          {perk.every !== 'lasting' && (
            <PerkButton
              perk={perk}
              isBusy={state !== 'idle'}
              onPress={() => {
                setIsAsked(true);
              }}
            />
          )}
        </InlineGrid>
        {answer !== undefined && <PerkBanner perk={perk} answer={answer} />}
      </BlockStack>
      {isAsked && (
        <ConfirmPerk
          perk={perk}
          onCancel={() => {
            setIsAsked(false);
          }}
          onConfirm={decide}
        />
      )}
    </Box>
  );
}

interface PerkButtonProps {
  readonly perk: ShownPerk;
  readonly isBusy: boolean;
  readonly onPress: () => void;
}

function PerkButton({ perk: { name, useId }, isBusy, onPress }: PerkButtonProps) {
  const { text } = useLanguage();
  const verb = useId === null ? 'tick' : 'undo';
  return (
    <Button
      loading={isBusy}
      accessibilityLabel={text(`memberTier.perk.${verb}Named`, { name })}
      onClick={onPress}
    >
      {text(`memberTier.perk.${verb}`)}
    </Button>
  );
}

function PerkBanner({ perk, answer }: { readonly perk: ShownPerk; readonly answer: TierAnswer }) {
  const language = useLanguage();
  const { name } = perk;
  if (answer === 'ticked' || answer === 'undone') {
    return <Banner tone="success" title={language.text(`memberTier.perk.${answer}`, { name })} />;
  }
  return (
    <Banner tone="warning" title={language.text('memberTier.perk.refused')}>
      <p>{explainPerkAnswer(answer, language)}</p>
    </Banner>
  );
}
