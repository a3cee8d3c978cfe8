-- Until when points that a redemption gave back can be spent although their lot had expired: whatever the order says later.
ALTER TABLE "lots" ADD COLUMN "graced_until" timestamptz(3);
-- Finds the orders that were placed since a version began. They come in the order of time, so a few bytes for many rows do.
CREATE INDEX "orders_processed_at_idx" ON "orders" USING brin ("processed_at");
