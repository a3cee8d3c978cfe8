-- Which time zone a shop had before it moved: what was judged by its calendar stays so.
CREATE TABLE "former_timezones" (
  "shop_id" bigint NOT NULL,
  "until" timestamptz(3) NOT NULL,
  "timezone" text NOT NULL,
  PRIMARY KEY ("shop_id", "until")
);
