-- What a file took from members is given back before what it gave them is taken: whoever stands in it twice would
-- otherwise be let off points that she never spent.
ALTER TABLE "adjustment_imports" ADD COLUMN "takings_undone" BOOLEAN NOT NULL DEFAULT false;

-- Files that are just being taken back begin anew; what was taken back already is passed over.
UPDATE "adjustment_imports" SET "position" = 0, "lines_done" = 0 WHERE "state" = 'undoing';
