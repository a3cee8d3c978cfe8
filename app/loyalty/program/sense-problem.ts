/** What a program says that contradicts itself, cannot be carried out, or may not be meant. */
export type SenseProblem =
  | ReferenceProblem
  | ConditionProblem
  | RuleProblem
  | ChallengeProblem
  | RewardProblem
  | ExpiryProblem
  | TierProblem
  /** It is longer as a text than any that is read. */
  | 'program_too_long';

/** Names that stand for nothing, or for two things. */
type ReferenceProblem =
  | 'key_twice'
  | 'key_reserved'
  | 'unknown_tier'
  | 'unknown_reward'
  | 'promises_withdrawn_reward'
  | 'prize_never_given'
  | 'prize_has_steps';

/** Conditions under which something never happens, or that say nothing. */
type ConditionProblem =
  | 'tags_contradict'
  | 'tag_barred_too'
  | 'never_for_base_members'
  | 'never_in_base_channels'
  | 'lines_never_earn'
  | 'minimum_says_nothing'
  | 'window_over'
  | 'newcomers_have_lowest_tier';

type RuleProblem =
  | 'minimum_earns_nothing'
  | 'bonus_twice'
  | 'multiple_of_one'
  | 'code_twice'
  | 'occasion_twice'
  | 'limit_below_gift'
  | 'limit_period_twice'
  | 'first_order_comes_once';

type ChallengeProblem =
  'count_exceeds_groups' | 'streak_longer_than_period' | 'repeats_without_period' | 'group_twice';

type RewardProblem =
  | 'reward_name_twice'
  | 'step_worse_value'
  | 'gives_back_much'
  | 'percent_is_everything'
  | 'unsupported_products'
  | 'setting_means_nothing'
  | 'none_in_stock';

type ExpiryProblem =
  | 'expires_soon'
  | 'grace_outlasts_expiry'
  | 'no_such_day'
  | 'warned_before_earning'
  | 'warns_of_nothing'
  | 'warning_twice'
  | 'returns_leave_points';

type TierProblem =
  | 'tier_name_twice'
  | 'tier_earns_less'
  | 'lowest_tier_multiplies'
  | 'nobody_refers'
  | 'no_assessment'
  | 'warned_always';
