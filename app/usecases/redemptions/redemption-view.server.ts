import type { ListedRedemption } from '#app/db/redemptions/redemption-list.server.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';

/** A redemption as its readers see it: times as ISO 8601, and how the reward is called by the version that promised it. */
export function viewRedemption(
  redemption: ListedRedemption,
  versions: readonly Pick<ProgramVersion, 'version' | 'program'>[],
) {
  const { rewardKey, programVersion } = redemption;
  const version = versions.find((each) => each.version === programVersion);
  const reward = version?.program.rewards.find(({ key }) => key === rewardKey);
  return {
    id: redemption.id,
    memberId: redemption.memberId,
    customerId: redemption.customerId,
    firstName: redemption.firstName,
    lastName: redemption.lastName,
    email: redemption.email,
    rewardKey,
    rewardName: reward?.name ?? null,
    kind: redemption.kind,
    percent: reward?.gives.kind === 'percentage_off' ? reward.gives.percent : null,
    points: redemption.points,
    amount: redemption.amount,
    currency: redemption.currency,
    state: redemption.state,
    problem: redemption.problem,
    createdAt: redemption.createdAt.toISOString(),
    validUntil: redemption.validUntil?.toISOString() ?? null,
    retryAt: redemption.retryAt?.toISOString() ?? null,
  };
}
