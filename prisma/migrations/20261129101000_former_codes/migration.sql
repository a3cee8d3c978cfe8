-- Codes that were lost and replaced: an order may have been placed with one before, and be heard of late.
ALTER TABLE "redemptions" ADD COLUMN "former_codes" text[] NOT NULL DEFAULT '{}';
CREATE INDEX "redemptions_former_codes_idx" ON "redemptions" ("shop_id") WHERE former_codes <> '{}';

-- The replacement of a code that was used after all is deleted at Shopify.
ALTER TABLE "reward_codes" DROP CONSTRAINT "reward_codes_state_check";
ALTER TABLE "reward_codes" ADD CONSTRAINT "reward_codes_state_check"
  CHECK (state IN ('adding', 'free', 'claimed', 'withdrawn'));
CREATE INDEX "reward_codes_withdrawn_idx" ON "reward_codes" ("shop_id", "code") WHERE state = 'withdrawn';
