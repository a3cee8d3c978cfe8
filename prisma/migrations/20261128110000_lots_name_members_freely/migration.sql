-- A lot is written in the statement that writes a transfer of its member's, whose account is there; and the proof of the
-- ledger looks for lots of nobody. Deleting a member, on the other hand, had the database read all lots of the shop for
-- this key: 500 members of 50,000 took 38 seconds, so that a large shop could not be erased at all.
ALTER TABLE "lots" DROP CONSTRAINT "lots_shop_id_member_id_fkey";
