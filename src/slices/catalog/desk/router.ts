import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { done } from '#desk/actions/outcomes.ts'
import { searchField } from '#platform/fields/fields.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { auditedPictures, auditedProduct, auditedSales, auditedVariant, skuOf } from '../audited.ts'
import { changePicture, orderPictures, removePicture } from '../pictures/change-picture.ts'
import { changePictureSchema, orderPicturesSchema, removePictureSchema } from '../pictures/picture-input.ts'
import { changeProduct } from './change-product.ts'
import { createProduct } from './create-product.ts'
import { limitPerOrder } from './limit-per-order.ts'
import { limitPerOrderSchema } from './limit-per-order-input.ts'
import { deskProductChangeSchema, newProductSchema, setPriceSchema } from './product-input.ts'
import { listDeskProducts, readDeskProduct } from './product-queries.ts'
import { listSales } from './sales/queries.ts'
import { newSaleSchema } from './sales/sale-input.ts'
import { setSale } from './sales/set-sale.ts'
import { stopSale } from './sales/stop-sale.ts'
import { setPrice } from './set-price.ts'

const PAGE = 50
const SALES_SHOWN = 10
const ofSale = z.object({ id: z.uuid(), productId: z.uuid() })
const listSchema = z.object({
  search: searchField(),
  after: z.uuid().nullable(),
  before: z.uuid().nullable(),
})

export const staffCatalogRouter = router({
  products: staffProcedure('products.read')
    .input(listSchema)
    .query(({ ctx, input }) => listDeskProducts(ctx.db, { ...input, size: PAGE })),
  product: staffProcedure('products.read')
    .input(z.object({ id: z.uuid() }))
    .query(async ({ ctx, input }) => {
      const product = await readDeskProduct(ctx.db, input.id)
      if (!product) throw new Refusal('not_found', 'There is no such product.')
      return product
    }),
  createProduct: deskAction('products.write')
    .input(newProductSchema)
    .mutation(async ({ ctx, input }) => {
      const id = input.actionId ?? uuidv7()
      const { actionId: _, ...product } = input
      return onceForDesk(ctx, { action: 'products.create', to: auditedProduct, id }, input, async ctx => {
        await createProduct(ctx, { id, ...product })
        return { id }
      })
    }),
  changeProduct: deskAction('products.write')
    .input(deskProductChangeSchema)
    .mutation(({ ctx, input }) => {
      const { actionId: _, ...changed } = input
      const change = { action: 'products.change', to: auditedProduct, id: input.id }
      return onceForDesk(ctx, change, input, ctx => done(changeProduct(ctx, changed)))
    }),
  setPrice: deskAction('prices.write')
    .input(setPriceSchema)
    .mutation(({ ctx, input }) => {
      const { actionId: _, ...price } = input
      const change = { action: 'prices.set', to: auditedVariant, id: input.sku }
      return onceForDesk(ctx, change, input, ctx => done(setPrice(ctx, price)))
    }),
  sales: staffProcedure('products.read')
    .input(z.object({ productId: z.uuid(), cursor: z.string().max(200).nullable() }))
    .query(({ ctx, input: { productId, cursor } }) =>
      listSales(ctx.db, { productId, cursor: cursor ?? undefined, limit: SALES_SHOWN }),
    ),
  setSale: deskAction('prices.write')
    .input(newSaleSchema.extend(ofSale.shape))
    .mutation(({ ctx, input }) => {
      const { actionId: _, ...sale } = input
      const change = { action: 'prices.set-sale', to: auditedSales, id: input.productId }
      return onceForDesk(ctx, change, input, ctx => done(setSale(ctx, sale)))
    }),
  stopSale: deskAction('prices.write')
    .input(ofSale)
    .mutation(({ ctx, input }) => {
      const change = { action: 'prices.stop-sale', to: auditedSales, id: input.productId }
      return onceForDesk(ctx, change, input, ctx => stopSale(ctx, input))
    }),
  limitPerOrder: deskAction('products.write')
    .input(limitPerOrderSchema)
    .mutation(async ({ ctx, input }) => {
      const id = await skuOf(ctx.db, input.variantId)
      return onceForDesk(ctx, { action: 'products.limit-per-order', to: auditedVariant, id }, input, ctx =>
        limitPerOrder(ctx, input),
      )
    }),
  changePicture: deskAction('products.write')
    .input(changePictureSchema)
    .mutation(({ ctx, input }) => {
      const change = { action: 'products.change-picture', to: auditedPictures, id: input.id }
      return onceForDesk(ctx, change, input, ctx => done(changePicture(ctx, input)))
    }),
  orderPictures: deskAction('products.write')
    .input(orderPicturesSchema)
    .mutation(({ ctx, input }) => {
      const change = { action: 'products.order-pictures', to: auditedPictures, id: input.id }
      return onceForDesk(ctx, change, input, ctx => done(orderPictures(ctx, input)))
    }),
  removePicture: deskAction('products.write')
    .input(removePictureSchema)
    .mutation(({ ctx, input }) => {
      const change = { action: 'products.remove-picture', to: auditedPictures, id: input.id }
      return onceForDesk(ctx, change, input, ctx => done(removePicture(ctx, input)))
    }),
})
