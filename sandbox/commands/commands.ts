import type { Commands } from '../world.ts';
import { cancelOrder } from './cancel-order.ts';
import { changeScopes } from './change-scopes.ts';
import type { CommandContext } from './context.ts';
import { createCustomer, deleteCustomer, updateCustomer } from './customers.ts';
import { deleteOrder } from './delete-order.ts';
import { editOrder } from './edit-order.ts';
import { mergeCustomers } from './merge-customers.ts';
import { fulfillOrder, markOrderPaid } from './pay-and-ship.ts';
import { cancelErasure, requestCustomerData, requestErasure } from './personal-data.ts';
import { placeOrder } from './place-order.ts';
import { refundOrder } from './refund-order.ts';
import { runScheduled } from './scheduled.ts';
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
    mergeCustomers: (merge) => mergeCustomers(context, merge),
    placeOrder: (order) => placeOrder(context, order),
    markOrderPaid: (id) => markOrderPaid(context, id),
    fulfillOrder: (id) => fulfillOrder(context, id),
    refundOrder: (refund) => refundOrder(context, refund),
    cancelOrder: (id, options) => cancelOrder(context, id, options),
    editOrder: (id, edit) => editOrder(context, id, edit),
    deleteOrder: (id) => deleteOrder(context, id),
    requestCustomerData: (id) => requestCustomerData(context, id),
    requestErasure: (id) => requestErasure(context, id),
    cancelErasure: (id) => cancelErasure(context, id),
    installApp,
    uninstallApp: () => uninstallApp(context),
    changeScopes: (scopes) => changeScopes(context, scopes),
    runScheduled: (id) => runScheduled(context, id),
  };
}
