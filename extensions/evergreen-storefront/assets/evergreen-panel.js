/*
 * What fills the tabs of a member's panel. Loaded with the first tap, never with a page. Nothing that comes from the
 * network is put in as HTML: texts go into copies of the templates that the page brought along.
 */
import { fillActivity } from './evergreen-activity.js';
import { tell } from './evergreen-app.js';
import { fillEarn } from './evergreen-earn.js';
import { fillRewards } from './evergreen-rewards.js';

const FILLS = {
  'evergreen-rewards': fillRewards,
  'evergreen-earn': fillEarn,
  'evergreen-activity': fillActivity,
};

/** Brings a tab that was chosen up to date; what came of something in another one is no longer said. */
export const fill = (tab) => {
  tell(tab, {});
  return FILLS[tab.id](tab);
};
