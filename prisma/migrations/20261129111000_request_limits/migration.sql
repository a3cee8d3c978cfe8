-- How much whoever asks may still ask for; a row a caller, dropped when it says nothing any more. Unlogged, for it is written
-- with each request, and worth nothing after a crash.
CREATE UNLOGGED TABLE "request_limits" (
  "shop_id" bigint NOT NULL,
  -- `customer:<Shopify's id>`, `key:<id of an API key>`
  "caller" text NOT NULL,
  -- When the caller may ask for as much at once as ever.
  "full_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("shop_id", "caller")
);
