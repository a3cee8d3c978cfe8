import { expect, test } from 'vitest';

import { describeAction } from '#app/components/activity/activity-text.ts';
import { languageFor } from '#app/platform/translations.server.ts';

const detail = {
  ...{ version: 7, backTo: 3, revision: 2 },
  ...{ points: 1_500, lines: 2, gives: 1_000, takes: 1 },
  ...{ reward: 'five-off', codes: 2, differences: 'value,end,unheard_of' },
};

test.each([
  ['program.draft_saved', 'Draft of the program saved'],
  ['program.draft_discarded', 'Draft of the program discarded'],
  ['program.imported', 'Program imported as a draft'],
  ['program.published', 'Version 7 of the program published'],
  ['program.scheduled', 'Version 7 of the program scheduled'],
  ['program.rolled_back', 'Program rolled back to version 3, as version 7'],
  ['program.withdrawn', 'Scheduled version 7 of the program withdrawn'],
  ['program.began', 'Version 7 of the program began as scheduled'],
  ['points.given', '1,500 points given'],
  ['points.taken', '1,500 points taken'],
  ['adjustments.confirmed', 'Points adjusted by a file: 2 lines, +1,000, −1'],
  ['adjustments.discarded', 'File of adjustments discarded'],
  ['adjustments.undone', 'File of adjustments taken back'],
  [
    'reward.discount_deleted',
    'Somebody deleted the discount of a reward in Shopify: five-off. 2 members’ codes went with it and are replaced by new ones.',
  ],
  [
    'reward.discount_withdrawn',
    'The discount of a reward was deleted in Shopify, for it was in the former currency of your shop: five-off. The 2 members who had codes of it get their points back; what was won is given in the new currency.',
  ],
  [
    'reward.discount_changed',
    'Somebody changed the discount of a reward in Shopify: five-off. It differed in what it takes off and when it ends, or whether it is active, and is set back to what the program says. To change what a reward gives, change the program.',
  ],
  [
    'redemption.code_deleted',
    'Somebody deleted the code of a redemption in Shopify: the member gets a new one, unless it was used',
  ],
  ['of.another.version', 'of.another.version'],
])('%s reads: %s', (action, expected) => {
  const language = languageFor('en', 'Europe/Berlin');
  expect(describeAction({ action, subject: null, detail }, language)).toBe(expected);
});
