import { cartRouter } from '#cart/router.ts'
import { catalogRouter } from '#catalog/router.ts'
import { customersRouter } from '#customers/router.ts'
import { booksRouter } from '#orders/reconcile/router.ts'
import { ordersRouter } from '#orders/router.ts'
import { staffOrdersRouter } from '#orders/staff-router.ts'
import { paymentsRouter } from '#payments/router.ts'
import { router } from './init.ts'

/** Every procedure that a page can call. */
export const appRouter = router({
  catalog: catalogRouter,
  cart: cartRouter,
  customers: customersRouter,
  orders: ordersRouter,
  payments: paymentsRouter,
  staffOrders: staffOrdersRouter,
  books: booksRouter,
})

export type AppRouter = typeof appRouter
