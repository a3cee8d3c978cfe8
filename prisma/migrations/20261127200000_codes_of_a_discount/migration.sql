-- Whose codes are gone when a discount is.
CREATE INDEX "redemptions_discount_idx" ON "redemptions" ("shop_id", "discount_id")
  WHERE state = 'ready' AND discount_id IS NOT NULL;
