-- What Shopify does not date, as it was when the order was first seen.
ALTER TABLE "orders" ADD COLUMN "traits" jsonb;

-- What Shopify last said of products and of customers' tags. It is asked again for what has changed since (`forgotten_at`).
CREATE TABLE "products" (
  "shop_id" bigint NOT NULL,
  "product_id" bigint NOT NULL,
  "collections" text[] NOT NULL,
  "tags" text[] NOT NULL,
  "type" text NOT NULL,
  "vendor" text NOT NULL,
  "seen_at" timestamptz(3) NOT NULL,
  "forgotten_at" timestamptz(3),
  PRIMARY KEY ("shop_id", "product_id")
);

CREATE TABLE "customer_tags" (
  "shop_id" bigint NOT NULL,
  "customer_id" bigint NOT NULL,
  "tags" text[] NOT NULL,
  "seen_at" timestamptz(3) NOT NULL,
  "forgotten_at" timestamptz(3),
  PRIMARY KEY ("shop_id", "customer_id")
);
