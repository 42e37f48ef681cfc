import { z } from 'zod'
import { skuField } from '#platform/fields/fields.ts'
import { publicProcedure, router, visitorProcedure } from '#platform/trpc/init.ts'
import { acceptLeftOut } from './accept-left-out.ts'
import { acceptPrices } from './accept-prices.ts'
import { addToCart } from './add-to-cart.ts'
import { emptyCart, MAX_PER_LINE } from './cart.ts'
import { changeLine } from './change-line.ts'
import { readCart } from './queries.ts'
import { removeLine } from './remove-line.ts'

const quantity = z.int().min(1).max(MAX_PER_LINE)

export const cartRouter = router({
  get: publicProcedure.query(({ ctx }) =>
    ctx.visitor ? readCart(ctx.db, ctx.visitor.customerId) : emptyCart,
  ),
  add: visitorProcedure
    .input(z.object({ sku: skuField, quantity: quantity.default(1) }))
    .mutation(({ ctx, input }) => addToCart(ctx, { ...input, customerId: ctx.customerId })),
  change: visitorProcedure
    .input(z.object({ sku: skuField, quantity }))
    .mutation(({ ctx, input }) => changeLine(ctx, { ...input, customerId: ctx.customerId })),
  remove: visitorProcedure
    .input(z.object({ sku: skuField }))
    .mutation(({ ctx, input }) => removeLine(ctx, { ...input, customerId: ctx.customerId })),
  acceptLeftOut: visitorProcedure.mutation(({ ctx }) => acceptLeftOut(ctx, { customerId: ctx.customerId })),
  acceptPrices: visitorProcedure.mutation(({ ctx }) => acceptPrices(ctx, { customerId: ctx.customerId })),
})
