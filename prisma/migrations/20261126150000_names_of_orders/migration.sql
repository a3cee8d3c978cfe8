-- Every customer whom states of an order have named, with the age of the first such state: for whom an order was placed
-- may be told before it is known that she became the one who has it now.
ALTER TABLE "orders" ADD COLUMN "named" jsonb NOT NULL DEFAULT '{}';
UPDATE "orders" SET "named" =
  CASE WHEN "customer_id" IS NULL OR "updated_at" IS NULL THEN '{}' ELSE jsonb_build_object("customer_id"::text,
    to_char("updated_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END
  || CASE WHEN "track" IS NULL OR "track_known_at" IS NULL THEN '{}' ELSE jsonb_build_object("track"::text,
    to_char("track_known_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END;
ALTER TABLE "orders" DROP COLUMN "track_known_at";
