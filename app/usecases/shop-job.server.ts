import { z } from 'zod';

import { ShopId } from '#app/loyalty/ids.ts';

/** What a job that works for one shop is told. */
export const ShopJob = z.object({ shopId: ShopId });
