-- Whoever asks why an order earned what it did knows it by its name.
CREATE INDEX "orders_name_idx" ON "orders" ("shop_id", "name");
