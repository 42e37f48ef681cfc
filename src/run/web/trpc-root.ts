import { deskRouter } from '#desk/actions/router.ts'
import { router } from '#platform/trpc/init.ts'
import { cartRouter } from '#slices/cart/router.ts'
import { staffCatalogRouter } from '#slices/catalog/desk/router.ts'
import { catalogRouter } from '#slices/catalog/router.ts'
import { customersRouter } from '#slices/customers/router.ts'
import { warehouseRouter } from '#slices/fulfillment/desk/router.ts'
import { stockRouter } from '#slices/inventory/desk/router.ts'
import { inventoryRouter } from '#slices/inventory/router.ts'
import { staffOrdersRouter } from '#slices/orders/desk/router.ts'
import { ordersRouter } from '#slices/orders/shop/router.ts'
import { paymentsRouter } from '#slices/payments/router.ts'
import { booksRouter } from '#slices/reconciliation/desk/router.ts'

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
