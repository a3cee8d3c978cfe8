import type { BackgroundJob } from '../store/background-types.ts';
import type { CommandContext } from './context.ts';
import { updateSegmentMembers } from './segments.ts';
import { addRedeemCodes, deleteRedeemCodes } from './redeem-codes.ts';

function perform(context: CommandContext, { id, work }: BackgroundJob): void {
  context.backgroundJobs.delete(id);
  switch (work.kind) {
    case 'add_redeem_codes':
      addRedeemCodes(context, work.creationId);
      break;
    case 'update_segments':
      updateSegmentMembers(context);
      break;
    case 'delete_redeem_codes':
      deleteRedeemCodes(context, work.redeemCodeIds);
      break;
  }
}

/** Does what is due in the background, the earliest first. */
export function runDueInBackground(context: CommandContext): void {
  const now = context.clock.now().toISOString();
  const due = context.backgroundJobs.all().filter(({ dueAt }) => dueAt <= now);
  for (const job of due.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt))) {
    perform(context, job);
  }
}

/** Does now everything that waits in the background. */
export function runBackground(context: CommandContext): void {
  for (const job of context.backgroundJobs.all()) perform(context, job);
}
