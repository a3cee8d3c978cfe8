-- Guests are told what points buy: every shop's face is written once more.
INSERT INTO "effects" ("shop_id", "kind", "subject_id", "wanted_at")
SELECT "id", 'program-face', "id", now() FROM "shops" WHERE "uninstalled_at" IS NULL
ON CONFLICT ("shop_id", "kind", "subject_id") DO UPDATE SET "revision" = "effects"."revision" + 1, "retry_at" = NULL;
