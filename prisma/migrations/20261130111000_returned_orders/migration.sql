-- By which order a redemption came back: where one that was placed before it turns out to have used the code, that is another.
ALTER TABLE "redemptions" ADD COLUMN "returned_order_id" BIGINT;
UPDATE "redemptions" SET "returned_order_id" = "order_id" WHERE "state" = 'returned';
