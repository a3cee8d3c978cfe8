-- What members were given for no order: it counts for their tiers, and is few of all that was ever posted for them.
CREATE INDEX "transfers_gifts_idx" ON "transfers" ("shop_id", "member_id", "id")
  WHERE "source" = 'issued' AND "cause_kind" IN ('award', 'action');
