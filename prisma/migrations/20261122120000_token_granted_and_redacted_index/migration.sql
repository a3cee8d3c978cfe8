-- When Shopify last granted an access token: the app was installed then, whatever news of an uninstall arrives later.
-- Null stands for the time of the installation; a process of the version before knows nothing of this column.
ALTER TABLE "shops" ADD COLUMN "token_granted_at" timestamptz(3);

-- Who was redacted, so that a late delivery that names them keeps no body. Members who were not pay nothing for it.
CREATE INDEX "members_redacted_idx" ON "members" ("shop_id", "customer_id") WHERE redacted_at IS NOT NULL;
