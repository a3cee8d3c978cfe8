-- Points that are lost by inactivity: after how many days, and when, if their owner neither earns nor spends any more.
-- `expires_at` is when they really expire, which moves on with what she does.
ALTER TABLE "lots" ADD COLUMN "idle_days" integer CHECK ("idle_days" > 0);
ALTER TABLE "lots" ADD COLUMN "own_expires_at" timestamptz(3);
CREATE INDEX "lots_idle_idx" ON "lots" ("shop_id", "owner_id")
  WHERE idle_days IS NOT NULL AND own_expires_at IS NOT NULL AND pending + remaining + held > 0;

-- When members were last looked for who are to be told that points of theirs expire.
ALTER TABLE "shops" ADD COLUMN "expiry_warned_at" timestamptz(3);
