-- What an order comes to in its member's history, beside what other columns say: what counts of it, what each rule gave for
-- it, and how far it brings each challenge. Until now there was one rule, which the points tell of.
ALTER TABLE "orders" ADD COLUMN "mark" jsonb;
UPDATE "orders" SET "mark" = jsonb_build_object('counted', CASE
  WHEN coalesce("receipt" ->> 'nothing', 'below_minimum') IN ('below_minimum', 'below_one_point')
  THEN ("receipt" -> 'counted') ELSE '0'::jsonb END)
WHERE jsonb_typeof("receipt" -> 'counted') = 'number';
