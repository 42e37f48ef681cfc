import { analytics } from '#slices/analytics/slice.ts'
import { business } from '#slices/business/slice.ts'
import { carriers } from '#slices/carriers/slice.ts'
import { cart } from '#slices/cart/slice.ts'
import { cases } from '#slices/cases/slice.ts'
import { catalog } from '#slices/catalog/slice.ts'
import { checkout } from '#slices/checkout/slice.ts'
import { credit } from '#slices/credit/slice.ts'
import { customers } from '#slices/customers/slice.ts'
import { floor } from '#slices/floor/slice.ts'
import { fulfillment } from '#slices/fulfillment/slice.ts'
import { inventory } from '#slices/inventory/slice.ts'
import { invoices } from '#slices/invoices/slice.ts'
import { letters } from '#slices/letters/slice.ts'
import { notifications } from '#slices/notifications/slice.ts'
import { orders } from '#slices/orders/slice.ts'
import { payments } from '#slices/payments/slice.ts'
import { pricing } from '#slices/pricing/slice.ts'
import { promises } from '#slices/promises/slice.ts'
import { promotions } from '#slices/promotions/slice.ts'
import { reconciliation } from '#slices/reconciliation/slice.ts'
import { returns } from '#slices/returns/slice.ts'
import { staff } from '#slices/staff/slice.ts'
import { stockroom } from '#slices/stockroom/slice.ts'
import { wishlist } from '#slices/wishlist/slice.ts'
import { withdrawals } from '#slices/withdrawals/slice.ts'

/**
 * Every slice of the shop, from low to high: each may import those before it and none after it, which .dependency-cruiser.mjs reads
 * here. Whatever must know all of them is a fold over this list, in src/run/.
 */
export const slices = [
  customers,
  staff,
  catalog,
  inventory,
  stockroom,
  payments,
  credit,
  promotions,
  business,
  pricing,
  promises,
  cart,
  orders,
  letters,
  checkout,
  floor,
  carriers,
  fulfillment,
  cases,
  reconciliation,
  withdrawals,
  returns,
  notifications,
  invoices,
  analytics,
  wishlist,
] as const
