-- What was asked of Shopify for a redemption that is paid out as store credit or a gift card: noted before it is asked, so
-- that an answer which got lost is looked for and nothing is paid twice.
CREATE TABLE "pay_outs" (
  "shop_id" bigint NOT NULL,
  "redemption_id" bigint NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('store_credit', 'gift_card')),
  "customer_id" bigint NOT NULL,
  -- When Shopify was asked last.
  "asked_at" timestamptz(3) NOT NULL,
  -- What came of that is not known yet.
  "is_open" boolean NOT NULL,
  -- Of store credit: the newest credit there was before, 0 for none. Ours is newer.
  "seen_id" bigint,
  -- Until when what was asked for can be spent; null for ever.
  "expires_at" timestamptz(3),
  -- Shopify's id of the credit or the gift card, once it is known to be there.
  "paid_id" bigint,
  PRIMARY KEY ("shop_id", "redemption_id")
);
-- Nothing tells two equal credits of one customer apart while neither has been found.
CREATE UNIQUE INDEX "pay_outs_in_flight_key" ON "pay_outs" ("shop_id", "customer_id")
  WHERE is_open AND kind = 'store_credit';
-- What was found for one redemption is not taken for another's.
CREATE UNIQUE INDEX "pay_outs_paid_key" ON "pay_outs" ("shop_id", "kind", "paid_id") WHERE paid_id IS NOT NULL;

-- What the merchant looks at, newest first.
CREATE INDEX "redemptions_state_idx" ON "redemptions" ("shop_id", "state", "id");
-- What staff have promised and not handed over yet.
CREATE INDEX "redemptions_promised_idx" ON "redemptions" ("shop_id", "id")
  WHERE state = 'ready' AND kind = 'experience';
-- What staff have decided on one redemption.
CREATE INDEX "audit_log_redemption_idx" ON "audit_log" ("shop_id", "subject") WHERE subject LIKE 'redemption:%';

-- What rewards are about and the shop has no more: products, variants, collections.
CREATE TABLE "reward_gaps" (
  "shop_id" bigint NOT NULL,
  "reward_key" text NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('product', 'collection')),
  -- Shopify's id; of a product or of a variant.
  "gone_id" bigint NOT NULL,
  "since" timestamptz(3) NOT NULL,
  PRIMARY KEY ("shop_id", "reward_key", "kind", "gone_id")
);
