-- The key under which guests' e-mail addresses and phone numbers are hashed: two shops' hashes say nothing of each other.
ALTER TABLE "shops" ADD COLUMN "contact_key" uuid NOT NULL DEFAULT gen_random_uuid();

-- Which money a shop had before it changed its currency; orders are judged in the money of their time.
CREATE TABLE "former_currencies" (
  "shop_id" bigint NOT NULL,
  "until" timestamptz(3) NOT NULL,
  "currency" text NOT NULL,
  PRIMARY KEY ("shop_id", "until")
);

ALTER TABLE "program_versions" ADD COLUMN "withdrawn_at" timestamptz(3);
ALTER TABLE "program_versions" ADD COLUMN "published_by" text NOT NULL DEFAULT 'app';
ALTER TABLE "program_versions" ADD COLUMN "note" text;

-- What the merchant is working on. One a shop; the revision keeps two people from overwriting each other.
CREATE TABLE "program_drafts" (
  "shop_id" bigint PRIMARY KEY,
  "document" jsonb NOT NULL,
  "based_on" integer,
  "revision" integer NOT NULL DEFAULT 1,
  "saved_at" timestamptz(3) NOT NULL,
  "saved_by" text NOT NULL
);

-- Who was merged into whom. A customer's id stays as an alias, whether or not she was a member.
CREATE TABLE "customer_merges" (
  "shop_id" bigint NOT NULL,
  "absorbed_customer_id" bigint NOT NULL,
  "kept_customer_id" bigint NOT NULL,
  "merged_at" timestamptz(3) NOT NULL,
  -- Found out from orders that had changed hands, not told: then the time is not known for certain.
  "is_inferred" boolean NOT NULL,
  PRIMARY KEY ("shop_id", "absorbed_customer_id")
);
CREATE INDEX "customer_merges_kept_idx" ON "customer_merges" ("shop_id", "kept_customer_id");

ALTER TABLE "members" ADD COLUMN "merged_into" bigint;
-- Of an e-mail address that was proven to be hers.
ALTER TABLE "members" ADD COLUMN "email_hash" text;
CREATE INDEX "members_merged_into_idx" ON "members" ("shop_id", "merged_into") WHERE merged_into IS NOT NULL;
CREATE INDEX "members_email_hash_idx" ON "members" ("shop_id", "email_hash") WHERE email_hash IS NOT NULL;

-- Orders without a customer, by the hash of what their buyer can be reached by, until they are claimed or too old to be.
CREATE TABLE "guest_contacts" (
  "shop_id" bigint NOT NULL,
  "contact_hash" text NOT NULL,
  "order_id" bigint NOT NULL,
  "processed_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("shop_id", "contact_hash", "order_id")
);
CREATE INDEX "guest_contacts_order_idx" ON "guest_contacts" ("shop_id", "order_id");

-- Where an order stands in its member's chain, and by what it was judged there.
ALTER TABLE "orders" ADD COLUMN "chain_at" timestamptz(3);
ALTER TABLE "orders" ADD COLUMN "track" bigint;
ALTER TABLE "orders" ADD COLUMN "track_known_at" timestamptz(3);
ALTER TABLE "orders" ADD COLUMN "claimed_at" timestamptz(3);
ALTER TABLE "orders" ADD COLUMN "claimed_by" bigint;
ALTER TABLE "orders" ADD COLUMN "charged_back" boolean NOT NULL DEFAULT false;
ALTER TABLE "orders" ADD COLUMN "tier" text;
UPDATE "orders" SET "chain_at" = "processed_at", "track" = "customer_id", "track_known_at" = "updated_at";
CREATE INDEX "orders_chain_idx" ON "orders" ("shop_id", "member_id", "chain_at", "order_id");
-- Orders that nobody earns for although their customer is known: those of people who have not joined.
CREATE INDEX "orders_kept_idx" ON "orders" ("shop_id", "customer_id") WHERE member_id IS NULL AND customer_id IS NOT NULL;

-- A lot in all its parts. Who owns it may change, when members are merged; under whom it was opened does not.
ALTER TABLE "lots" ADD COLUMN "owner_id" bigint;
UPDATE "lots" SET "owner_id" = "member_id";
ALTER TABLE "lots" ALTER COLUMN "owner_id" SET NOT NULL;
ALTER TABLE "lots" ADD COLUMN "pending" bigint NOT NULL DEFAULT 0 CHECK ("pending" >= 0);
ALTER TABLE "lots" ADD COLUMN "held" bigint NOT NULL DEFAULT 0 CHECK ("held" >= 0);
ALTER TABLE "lots" ADD COLUMN "expired" bigint NOT NULL DEFAULT 0 CHECK ("expired" >= 0);
ALTER TABLE "lots" ADD COLUMN "owed" bigint NOT NULL DEFAULT 0 CHECK ("owed" >= 0);
ALTER TABLE "lots" ADD COLUMN "forgiven" bigint NOT NULL DEFAULT 0 CHECK ("forgiven" >= 0);
-- How often it has matured, expired or changed hands: the ordinal of the next such posting.
ALTER TABLE "lots" ADD COLUMN "next_ordinal" integer NOT NULL DEFAULT 0;
ALTER TABLE "lots" DROP CONSTRAINT "lots_check";
ALTER TABLE "lots" ADD CONSTRAINT "lots_parts_check" CHECK ("pending" + "remaining" + "held" + "expired" <= "amount");
DROP INDEX "lots_shop_id_member_id_cause_kind_cause_id_key";
CREATE UNIQUE INDEX "lots_cause_key" ON "lots" ("shop_id", "cause_kind", "cause_id", "member_id");
-- What is spent, expires, matures or is owed is found without the lots that are done with.
CREATE INDEX "lots_spendable_idx" ON "lots" ("shop_id", "owner_id") WHERE remaining > 0;
CREATE INDEX "lots_in_debt_idx" ON "lots" ("shop_id", "owner_id") WHERE owed > 0;
CREATE INDEX "lots_maturing_idx" ON "lots" ("shop_id", "matures_at") WHERE pending > 0;
CREATE INDEX "lots_expiring_idx" ON "lots" ("shop_id", "expires_at") WHERE remaining > 0 AND expires_at IS NOT NULL;

-- Points on their way from one member or lot to another pass through `moved`, where nothing stays.
ALTER TABLE "transfers" DROP CONSTRAINT "transfers_source_check";
ALTER TABLE "transfers" DROP CONSTRAINT "transfers_destination_check";
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_accounts_check" CHECK (
  "source" IN ('issued', 'redeemed', 'expired', 'revoked', 'adjusted', 'moved', 'pending', 'available', 'held', 'owed')
  AND "destination" IN ('issued', 'redeemed', 'expired', 'revoked', 'adjusted', 'moved', 'pending', 'available', 'held', 'owed')
);
-- Causes that are carried out once: the same again changes nothing, the same id with another input is an error.
CREATE TABLE "causes" (
  "shop_id" bigint NOT NULL,
  "kind" text NOT NULL,
  "id" text NOT NULL,
  "input_hash" text NOT NULL,
  "result" jsonb NOT NULL,
  "at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("shop_id", "kind", "id")
);

-- Orders that were deleted before anything else was heard of them.
CREATE TABLE "deleted_orders" (
  "shop_id" bigint NOT NULL,
  "order_id" bigint NOT NULL,
  "noted_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("shop_id", "order_id")
);

-- The storefront is told of the program in new words: every shop's face is written once more.
INSERT INTO "effects" ("shop_id", "kind", "subject_id", "wanted_at")
SELECT "id", 'program-face', "id", now() FROM "shops" WHERE "uninstalled_at" IS NULL
ON CONFLICT ("shop_id", "kind", "subject_id") DO UPDATE SET "revision" = "effects"."revision" + 1, "retry_at" = NULL;
