import { main } from './demo/main.ts';

/** The whole of Evergreen on this machine, with a shop to try it in. See `npm run demo -- --help`. */
await main('production');
