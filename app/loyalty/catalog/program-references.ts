import type { LineScope, ProductScope } from '../program/parts.ts';
import type { Challenge } from '../program/challenge.ts';
import type { Program } from '../program/program.ts';
import type { Reward } from '../program/reward.ts';
import { type CatalogReference, textOfReference } from './reference.ts';

/** Products and collections that a program speaks of, each once. */
export function referencesOfProgram({ earning, rewards }: Program): CatalogReference[] {
  return distinct([
    ...ofLines(earning.order.lines),
    ...earning.bonuses.flatMap(({ lines }) => ofLines(lines)),
    ...earning.challenges.flatMap(ofChallenge),
    ...rewards.flatMap(referencesOfReward),
  ]);
}

/** Products and collections that these challenges speak of, each once. */
export function referencesOfChallenges(challenges: readonly Challenge[]): CatalogReference[] {
  return distinct(challenges.flatMap(ofChallenge));
}

function ofChallenge({ goal }: Challenge): CatalogReference[] {
  if (goal.kind === 'items') return ofLines(goal.lines);
  return goal.kind === 'variety' ? goal.groups.flatMap(ofScope) : [];
}

/** What of the shop a reward is about; nothing where it is about the whole order, or about words like a product type. */
export function referencesOfReward({ gives }: Pick<Reward, 'gives'>): CatalogReference[] {
  switch (gives.kind) {
    case 'free_product':
      return gives.products.map((id) => ({ kind: 'product', id }));
    case 'amount_off':
    case 'percentage_off':
      return gives.products === 'all' ? [] : ofScope(gives.products);
    case 'free_shipping':
    case 'store_credit':
    case 'gift_card':
    case 'experience':
      return [];
  }
}

function ofLines(lines: LineScope): CatalogReference[] {
  if (lines === 'all') return [];
  return ofScope('only' in lines ? lines.only : lines.except);
}

function ofScope({ products, collections }: ProductScope): CatalogReference[] {
  return [
    ...products.map((id) => ({ kind: 'product', id }) as const),
    ...collections.map((id) => ({ kind: 'collection', id }) as const),
  ];
}

function distinct(references: readonly CatalogReference[]): CatalogReference[] {
  return [...new Map(references.map((each) => [textOfReference(each), each])).values()];
}
