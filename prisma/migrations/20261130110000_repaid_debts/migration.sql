-- Which of a lot's points were set off against a debt: asked when they are taken back and nobody is to owe them.
CREATE INDEX "transfers_set_off_idx" ON "transfers" ("shop_id", "lot_id") WHERE destination = 'moved' AND lot_id IS NOT NULL;
