-- Staff may change a reward's discount at Shopify: when it was last compared, as of which change, and in what it differs.
ALTER TABLE "reward_discounts"
  ADD COLUMN "checked_at" timestamptz(3),
  ADD COLUMN "seen_updated_at" timestamptz(3),
  ADD COLUMN "differences" text[] NOT NULL DEFAULT '{}';
