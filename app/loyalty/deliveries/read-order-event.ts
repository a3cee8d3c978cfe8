import { z } from 'zod';

import { OrderId } from '../ids.ts';

/**
 * The topic of events by which this app has itself read an order anew, with what its program asks of it. Shopify has no
 * topic of this name.
 */
export const READ_ORDER_TOPIC = 'evergreen/read_order';

/** The body of such an event. Strict: the topic is not signed, and no body of Shopify's may pass for one. */
export const ReadOrderEvent = z.strictObject({ evergreen_read_order: OrderId });
