-- What products, variants and collections that programs speak of are called: asked of Shopify, and kept for a while.
CREATE TABLE "catalog_names" (
  "shop_id" bigint NOT NULL,
  -- product (or one of its variants), collection
  "kind" text NOT NULL,
  "catalog_id" bigint NOT NULL,
  -- Null where the shop has none of this id any more.
  "name" text,
  "seen_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("shop_id", "kind", "catalog_id")
);
