-- Each of these made every sale take a lock on its shop's one row, and cost a look-up a row. Which shop a row belongs to is proven
-- before anything is written, and a shop is only ever removed together with all its rows.
ALTER TABLE "members" DROP CONSTRAINT "members_shop_id_fkey";
ALTER TABLE "orders" DROP CONSTRAINT "orders_shop_id_fkey";
ALTER TABLE "effects" DROP CONSTRAINT "effects_shop_id_fkey";

-- A sale writes these rows twice. With room on the page the second time touches no index.
ALTER TABLE "accounts" SET (fillfactor = 45);

-- Facts and receipts of a usual order come to little more than the two kilobytes from which PostgreSQL compresses a row: half the
-- time of the write, for half a kilobyte. Beyond four it pays.
ALTER TABLE "orders" SET (toast_tuple_target = 4080);
ALTER TABLE "transfers" SET (toast_tuple_target = 4080);

-- A body is read once and dropped after a set time. Compressing it took more time than everything else about storing it.
ALTER TABLE "inbox" ALTER COLUMN "body" SET STORAGE EXTERNAL;
