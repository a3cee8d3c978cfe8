-- When the storefront was to be told that a version had begun; null until then. Those so far were told as they began.
ALTER TABLE "program_versions" ADD COLUMN "announced_at" timestamptz(3);
UPDATE "program_versions" SET "announced_at" = "published_at";
CREATE INDEX "program_versions_to_announce_idx" ON "program_versions" ("in_force_from")
  WHERE announced_at IS NULL AND withdrawn_at IS NULL;

-- A draft that was published or discarded leaves its row, which goes on counting: no revision comes twice.
ALTER TABLE "program_drafts" ALTER COLUMN "document" DROP NOT NULL;
