-- Whether members have codes of a discount is asked whenever one ends.
CREATE INDEX "reward_codes_claimed_idx" ON "reward_codes" ("shop_id", "discount_id") WHERE state = 'claimed';
