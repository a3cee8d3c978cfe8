import type { Commands } from '../world.ts';
import { cancelOrder } from './cancel-order.ts';
import type { CommandContext } from './context.ts';
import { createCustomer, deleteCustomer, updateCustomer } from './customers.ts';
import { fulfillOrder, markOrderPaid } from './pay-and-ship.ts';
import { placeOrder } from './place-order.ts';
import { refundOrder } from './refund-order.ts';
import { uninstallApp } from './uninstall-app.ts';

/**
 * All that can happen in the shop.
 * @param context the tables and the clock
 * @param installApp what puts the app into the shop (token exchange included)
 */
export function createCommands(context: CommandContext, installApp: () => Promise<void>): Commands {
  return {
    createCustomer: (customer) => createCustomer(context, customer),
    updateCustomer: (id, change) => updateCustomer(context, id, change),
    deleteCustomer: (id) => deleteCustomer(context, id),
    placeOrder: (order) => placeOrder(context, order),
    markOrderPaid: (id) => markOrderPaid(context, id),
    fulfillOrder: (id) => fulfillOrder(context, id),
    refundOrder: (refund) => refundOrder(context, refund),
    cancelOrder: (id, options) => cancelOrder(context, id, options),
    installApp,
    uninstallApp: () => uninstallApp(context),
  };
}
