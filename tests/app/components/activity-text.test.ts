import { expect, test } from 'vitest';

import { describeAction } from '#app/components/activity-text.ts';
import { languageFor } from '#app/platform/translations.server.ts';

const detail = { version: 7, backTo: 3, revision: 2 };

test.each([
  ['program.draft_saved', 'Draft of the program saved'],
  ['program.draft_discarded', 'Draft of the program discarded'],
  ['program.imported', 'Program imported as a draft'],
  ['program.published', 'Version 7 of the program published'],
  ['program.scheduled', 'Version 7 of the program scheduled'],
  ['program.rolled_back', 'Program rolled back to version 3, as version 7'],
  ['program.withdrawn', 'Scheduled version 7 of the program withdrawn'],
  ['program.began', 'Version 7 of the program began as scheduled'],
  ['of.another.version', 'of.another.version'],
])('%s reads: %s', (action, expected) => {
  const language = languageFor('en', 'Europe/Berlin');
  expect(describeAction({ action, subject: null, detail }, language)).toBe(expected);
});
