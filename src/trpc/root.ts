import { cartRouter } from '#cart/router.ts'
import { catalogRouter } from '#catalog/router.ts'
import { staffCatalogRouter } from '#catalog/staff-router.ts'
import { customersRouter } from '#customers/router.ts'
import { inventoryRouter } from '#inventory/router.ts'
import { stockRouter } from '#inventory/staff-router.ts'
import { booksRouter } from '#orders/reconcile/router.ts'
import { ordersRouter } from '#orders/router.ts'
import { staffOrdersRouter } from '#orders/staff-router.ts'
import { paymentsRouter } from '#payments/router.ts'
import { warehouseRouter } from '#warehouse/router.ts'
import { deskRouter } from './desk/router.ts'
import { router } from './init.ts'

/** Every procedure that a page can call. */
export const appRouter = router({
  catalog: catalogRouter,
  inventory: inventoryRouter,
  cart: cartRouter,
  customers: customersRouter,
  orders: ordersRouter,
  payments: paymentsRouter,
  staffOrders: staffOrdersRouter,
  books: booksRouter,
  stock: stockRouter,
  staffCatalog: staffCatalogRouter,
  warehouse: warehouseRouter,
  desk: deskRouter,
})

export type AppRouter = typeof appRouter
