import { Badge, type BadgeProps, BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris';

import type { RewardStanding } from '#app/loyalty/rewards/standing.ts';

import { writeMoney, writePoints } from '../language/amounts.ts';
import { type BoundedCount, writeCount } from '../page/bounded-count.ts';
import type { Language } from '../language/language.ts';
import {
  describeGiven,
  describeProblem,
  describeStanding,
  type ShownRewardKind,
} from '../redemptions/redemption-text.ts';
import { useLanguage } from '../language/use-language.ts';

/** A reward as the page shows it. Points are integers, amounts minor units of the shop's currency. */
export interface ShownReward {
  readonly key: string;
  readonly name: string | null;
  readonly kind: ShownRewardKind;
  readonly percent: number | null;
  readonly offers: readonly { readonly points: number; readonly amount: number | null }[];
  readonly standing: RewardStanding;
  readonly problem: string | null;
  /** What it is about and the shop has no more. */
  readonly missing: readonly { readonly kind: 'product' | 'collection'; readonly id: string }[];
  readonly stock: number | null;
  readonly redeemed: number;
  /** Codes that lie ready; null where it needs none. */
  readonly freeCodes: BoundedCount | null;
}

const TONES: Readonly<Record<RewardStanding, BadgeProps['tone'] | null>> = {
  available: 'success',
  preparing: 'attention',
  paused: 'warning',
  refused: 'critical',
  not_permitted: 'warning',
  sold_out: 'attention',
  prize_only: 'info',
  off: null,
};

interface RewardRowProps {
  readonly reward: ShownReward;
  readonly currency: string;
}

/** A reward: what it gives and costs, how it stands, and what has to be mended. */
export function RewardRow({ reward, currency }: RewardRowProps) {
  const language = useLanguage();
  const tone = TONES[reward.standing];
  const given = describeGiven({ ...reward, amount: onlyAmount(reward), currency }, language);
  return (
    <Box padding="400" paddingBlock="300">
      <BlockStack gap="100">
        <InlineStack align="space-between" blockAlign="start" gap="200">
          <Text as="h3" variant="bodyMd" fontWeight="semibold" breakWord>
            {reward.name ?? given}
          </Text>
          <Badge {...(tone && { tone })}>{describeStanding(reward.standing, language)}</Badge>
        </InlineStack>
        {reward.name !== null && <Text as="p">{given}</Text>}
        {reward.standing !== 'prize_only' && (
          <Text as="p">{writePrices(reward, currency, language)}</Text>
        )}
        <Needs reward={reward} />
        <Text as="p" variant="bodySm" tone="subdued">
          {writeFigures(reward, language)}
        </Text>
      </BlockStack>
    </Box>
  );
}

/** The amount of a reward that comes in one step. */
function onlyAmount({ offers }: ShownReward): number | null {
  return offers.length === 1 ? (offers[0]?.amount ?? null) : null;
}

/** `100 points: €5.00 · 180 points: €10.00`, or the one price that there is. */
function writePrices({ offers, kind }: ShownReward, currency: string, language: Language): string {
  const prices = new Set(
    offers.map(({ points, amount }) => {
      const price = writePoints(points, language);
      const isStep = amount !== null && offers.length > 1;
      return isStep ? `${price}: ${writeMoney(amount, currency, language)}` : price;
    }),
  );
  const written = [...prices].join(' · ');
  return kind === 'free_product' && offers.length > 1
    ? language.text('rewards.choice', { price: written, count: offers.length })
    : written;
}

function writeFigures({ redeemed, stock, freeCodes }: ShownReward, language: Language): string {
  const { text, format } = language;
  const figures = [
    text('rewards.redeemed', { count: redeemed, written: format.number(redeemed) }),
    stock !== null && text('rewards.stock', { stock: format.number(stock) }),
    freeCodes !== null && text('rewards.codes', { codes: writeCount(freeCodes, language) }),
  ];
  return figures.filter((figure) => figure !== false).join(' · ');
}

/** What the merchant has to mend, with the way there. */
function Needs({ reward: { standing, problem, missing } }: { readonly reward: ShownReward }) {
  const language = useLanguage();
  const { text } = language;
  return (
    <>
      {missing.length > 0 && (
        <Text as="p" tone="caution">
          {text(standing === 'paused' ? 'rewards.pausedBecause' : 'rewards.partlyMissing', {
            count: missing.length,
          })}{' '}
          {text('rewards.mend')}
        </Text>
      )}
      {standing === 'refused' && problem !== null && (
        <Text as="p" tone="critical">
          {describeProblem(problem, language)}
        </Text>
      )}
      {standing === 'refused' && (
        <Text as="p">
          <Link url="/app/program">{text('rewards.openProgram')}</Link>
        </Text>
      )}
    </>
  );
}
