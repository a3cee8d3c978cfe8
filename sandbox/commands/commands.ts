import type { Commands } from './command-types.ts';
import { capturePayment, expirePayment, voidPayment } from './authorizations.ts';
import { runBackground } from './background.ts';
import { cancelOrder } from './cancel-order.ts';
import {
  changeCollection,
  deleteCollection,
  deleteDiscount,
  deleteProduct,
  tagOrder,
  tagProduct,
} from './catalogue.ts';
import { changeDiscount, deleteRedeemCode, switchDiscount } from './change-discount.ts';
import { changeScopes } from './change-scopes.ts';
import type { CommandContext } from './context.ts';
import { createCustomer, deleteCustomer, updateCustomer } from './customers.ts';
import { deleteOrder } from './delete-order.ts';
import { decideDispute, openDispute } from './disputes.ts';
import { editOrder } from './edit-order.ts';
import { exchangeOrder } from './exchange-order.ts';
import { mergeCustomers } from './merge-customers.ts';
import { moveShop } from './move-shop.ts';
import { moveOrder } from './move-order.ts';
import { markOrderPaid, recordPayment } from './pay.ts';
import { cancelErasure, requestCustomerData, requestErasure } from './personal-data.ts';
import { placeOrder } from './place-order.ts';
import { refundOrder } from './refund-order.ts';
import { approveReturn, closeReturn, returnOrder } from './returns.ts';
import { runScheduled } from './scheduled.ts';
import { failRefund, settleRefund } from './settle-refund.ts';
import { cancelFulfillment, fulfillOrder } from './ship.ts';
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
    tagProduct: (id, tags) => tagProduct(context, id, tags),
    deleteProduct: (id) => deleteProduct(context, id),
    deleteCollection: (id) => deleteCollection(context, id),
    changeCollection: (id, change) => changeCollection(context, id, change),
    deleteDiscount: (id) => deleteDiscount(context, id),
    changeDiscount: (id, change) => changeDiscount(context, id, change),
    switchDiscount: (id, to) => switchDiscount(context, id, to),
    deleteRedeemCode: (id, code) => deleteRedeemCode(context, id, code),
    tagOrder: (id, tags) => tagOrder(context, id, tags),
    mergeCustomers: (merge) => mergeCustomers(context, merge),
    placeOrder: (order) => placeOrder(context, order),
    markOrderPaid: (id) => markOrderPaid(context, id),
    recordPayment: (id, payment) => recordPayment(context, id, payment),
    capturePayment: (id, amount) => capturePayment(context, id, amount),
    voidPayment: (id) => voidPayment(context, id),
    expirePayment: (id) => expirePayment(context, id),
    fulfillOrder: (id, lines) => fulfillOrder(context, id, lines),
    cancelFulfillment: (id, fulfillmentId) => cancelFulfillment(context, id, fulfillmentId),
    refundOrder: (refund) => refundOrder(context, refund),
    settleRefund: (id, refundId) => settleRefund(context, id, refundId),
    failRefund: (id, refundId) => failRefund(context, id, refundId),
    returnOrder: (wanted) => returnOrder(context, wanted),
    approveReturn: (id, returnId) => approveReturn(context, id, returnId),
    closeReturn: (id, returnId, options) => closeReturn(context, id, returnId, options),
    exchangeOrder: (wanted) => exchangeOrder(context, wanted),
    openDispute: (id, initiatedAs) => openDispute(context, id, initiatedAs),
    decideDispute: (id, status) => decideDispute(context, id, status),
    moveOrder: (id, customerId) => moveOrder(context, id, customerId),
    cancelOrder: (id, options) => cancelOrder(context, id, options),
    editOrder: (id, edit) => editOrder(context, id, edit),
    deleteOrder: (id) => deleteOrder(context, id),
    requestCustomerData: (id) => requestCustomerData(context, id),
    requestErasure: (id) => requestErasure(context, id),
    cancelErasure: (id) => cancelErasure(context, id),
    installApp,
    moveShop: (timezone) => moveShop(context, timezone),
    uninstallApp: () => uninstallApp(context),
    changeScopes: (scopes) => changeScopes(context, scopes),
    runScheduled: (id) => runScheduled(context, id),
    runBackground: () => runBackground(context),
  };
}
