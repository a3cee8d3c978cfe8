import { main } from './demo/main.ts';

/** As the demo, for daily work: pages reload as they are edited, worker and sandbox restart. */
await main('development');
