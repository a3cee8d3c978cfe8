-- Who has done it stays known where she is merged afterwards, or was before it was heard of: what lies before the merge sees
-- it in her history and in nobody else's. Of actions from before it is whose points were posted.
ALTER TABLE "actions" ADD COLUMN "done_by" BIGINT;
