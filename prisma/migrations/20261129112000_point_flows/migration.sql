-- Sums of a shop's transfers by the hour of their facts, of all up to an id beyond which nothing is summed yet: transfers
-- are never changed, so a sum holds for ever.
CREATE TABLE "point_flows" (
  "shop_id" bigint NOT NULL,
  "hour" timestamptz(3) NOT NULL,
  "issued" bigint NOT NULL,
  "taken_back" bigint NOT NULL,
  -- By how much what members can spend (available, pending, held) changed.
  "outstanding" bigint NOT NULL,
  PRIMARY KEY ("shop_id", "hour")
);

CREATE TABLE "point_flow_positions" (
  "shop_id" bigint PRIMARY KEY,
  -- The last transfer that is summed.
  "summed_to" bigint NOT NULL DEFAULT 0,
  -- The last one that was there at `marked_at`: once every transaction has ended that was under way by then, no transfer
  -- before it can still come.
  "mark" bigint NOT NULL DEFAULT 0,
  "marked_at" timestamptz(3)
);
