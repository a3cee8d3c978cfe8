import { giveOccasions } from '#app/usecases/actions/give-occasions.server.ts';
import { setShopperBirthday } from '#app/usecases/actions/set-shopper-birthday.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';

import { asker, type Deed, type Desk } from './desk.ts';

const DAY_MS = 86_400_000;

/** How far from today the days are that are told: nobody tells hers on the eve of it, when it is told depends on the clock. */
const DAYS_AHEAD = [-20, 0, 3, 8, 15, 30, 60];

/**
 * A member tells her birthday, or has it forgotten. What was due to her by then is given before: otherwise it would be
 * for the one who looks first whether her former birthday was still known on its day.
 */
export function tellBirthday(desk: Desk, moment: Date): Deed {
  const { app, chance, town } = desk;
  const by = asker(desk, 'settled');
  const told = new Date(moment.getTime() + chance.pick(DAYS_AHEAD) * DAY_MS);
  const day = chance.happens(0.1) ? null : dayOfYear(told, town.world.shop.get().timezone);
  const shopper = { shopDomain: app.shop.domain, customerId: CustomerId.parse(by.id) };
  return {
    by,
    async ask(services) {
      await giveOccasions(services, app.shop.id);
      const written = day && { ...day, year: null };
      return { state: (await setShopperBirthday(services, shopper, written)).state };
    },
    told: (answers) => ({ what: 'birthday', customerId: by.id, day, answers }),
  };
}

function dayOfYear(moment: Date, timeZone: string): { month: number; day: number } {
  const [, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(moment).split('-');
  return { month: Number(month), day: Number(day) };
}
