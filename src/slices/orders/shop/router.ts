import { z } from 'zod'
import { emailField, searchField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { limit } from '#platform/http/rate-limits.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { customerProcedure, publicProcedure, type RequestCtx, router } from '#platform/trpc/init.ts'
import { addressSchema } from '#slices/customers/addresses/address.ts'
import { addressFormOf } from '#slices/customers/addresses/address-forms.ts'
import { COUNTRIES } from '#slices/customers/addresses/countries.ts'
import { countryField } from '#slices/customers/addresses/country-field.ts'
import { readOrderNumber } from '#slices/orders/desk/read-order-number.ts'
import { openForm, refuseBots } from '#slices/orders/placing/bot-checks.ts'
import { buyerOf } from '#slices/orders/placing/buyer.ts'
import { promotedBuyer } from '#slices/orders/placing/hold-promotions.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { checkoutInputSchema } from '#slices/orders/placing/place-order-input.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { quoteSchema, quoteWithCardsSchema } from '#slices/pricing/quote-input.ts'
import { quoteOrder } from '#slices/pricing/quote-order.ts'
import { pricingLimits } from '#slices/pricing/rate-limits.ts'
import { abandonOrder } from '../abandon-order.ts'
import { itemsToTakeOut } from '../items/cancel-items-input.ts'
import { orderLimits } from '../rate-limits.ts'
import { settleAgain } from '../settle-again.ts'
import { cancelOwnItems } from './cancel-own-items.ts'
import { cancelOwnOrder } from './cancel-own-order.ts'
import { changeOwnAddress } from './change-own-address.ts'
import { deliveryPromise } from './delivery-promise.ts'
import { reorder } from './reorder.ts'
import { findOrder, lastAddressOf, type OrderKey, orderStatus, ordersOf } from './shopper-queries.ts'

const orderKeySchema = z.object({ orderId: z.uuid(), token: z.string().max(100).optional() })
/** The number as a person types it. A text that cannot be a number finds nothing. */
const findSchema = z.object({
  number: searchField(LIMITS.orderNumber).transform(typed => readOrderNumber(typed) ?? ''),
  email: emailField,
})
const cursorSchema = z.object({ placedAt: z.date(), id: z.uuid() })

const keyOf = (ctx: RequestCtx, token: string | undefined): OrderKey => ({
  token,
  customerId: ctx.visitor?.customerId ?? null,
  isStaff: ctx.visitor?.isStaff ?? false,
})

/** Somebody without an address so far; the limits of their account are known. */
const quotedFor = ({ db, visitor }: RequestCtx) => ({
  buyer: visitor ? promotedBuyer(db, { customerId: visitor.customerId, email: null }) : null,
  customerId: visitor?.customerId ?? null,
})

export const ordersRouter = router({
  quote: publicProcedure
    .meta({ limit: pricingLimits.quote })
    .input(quoteSchema)
    .query(({ ctx, input }) => quoteOrder(ctx, input, quotedFor(ctx))),

  /** The same, paid with gift cards. A mutation, so that their codes stand in no address. */
  quoteWithCards: publicProcedure
    .meta({ limit: pricingLimits.quote })
    .input(quoteWithCardsSchema)
    .mutation(({ ctx, input }) => quoteOrder(ctx, input, quotedFor(ctx))),

  /** What delivery at home costs and when it arrives, for the shop's pages. */
  delivery: publicProcedure.query(({ ctx }) => deliveryPromise(ctx.db, ctx.now())),

  /** The countries we deliver to, home first. */
  countries: publicProcedure
    .meta({ limit: pricingLimits.quote })
    .query(() => COUNTRIES.map(({ code, name }) => ({ code, name }))),

  /** The address fields of a country, for the form. */
  addressForm: publicProcedure
    .meta({ limit: pricingLimits.quote })
    .input(z.object({ country: countryField }))
    .query(({ input }) => {
      const form = addressFormOf(input.country)
      if (!form) throw new Refusal('not_found', 'We do not deliver there.')
      return form
    }),

  /** Comes with the checkout's form: proof of when it was opened. */
  form: publicProcedure.query(({ ctx }) => openForm(ctx.now())),

  place: publicProcedure
    .meta({ limit: orderLimits.place })
    .input(checkoutInputSchema)
    .mutation(async ({ ctx, input: { check, savedCard, ...input } }) => {
      await refuseBots(withGateway(ctx), input.orderId, check)
      return placeOrder(withGateway(ctx), input, { ...buyerOf(ctx), savedCard })
    }),

  /** Runs after the bank's page, and while the shopper waits for the answer. */
  settle: publicProcedure
    .meta({ limit: orderLimits.track })
    .input(orderKeySchema)
    .mutation(({ ctx, input }) => settleAgain(withGateway(ctx), input.orderId, keyOf(ctx, input.token))),

  /** The shopper takes another card instead of answering the bank. */
  abandon: publicProcedure
    .meta({ limit: orderLimits.track })
    .input(orderKeySchema)
    .mutation(({ ctx, input }) => abandonOrder(withGateway(ctx), input.orderId, keyOf(ctx, input.token))),

  /** The shopper no longer wants the order, and nothing of it is packed. */
  cancel: publicProcedure
    .meta({ limit: orderLimits.change })
    .input(orderKeySchema)
    .mutation(async ({ ctx, input }) => {
      const key = keyOf(ctx, input.token)
      await cancelOwnOrder(withGateway(ctx), input.orderId, key)
      return orderStatus(ctx.db, input.orderId, key, ctx.now())
    }),

  /** The shopper no longer wants some items of the order, and nothing of it is packed. */
  cancelItems: publicProcedure
    .meta({ limit: orderLimits.change })
    .input(orderKeySchema.extend(itemsToTakeOut.shape))
    .mutation(async ({ ctx, input }) => {
      const key = keyOf(ctx, input.token)
      await cancelOwnItems(withGateway(ctx), input, key)
      return orderStatus(ctx.db, input.orderId, key, ctx.now())
    }),

  /** The parcel goes elsewhere, for the same price. */
  changeAddress: publicProcedure
    .meta({ limit: orderLimits.change })
    .input(orderKeySchema.extend({ shippingAddress: addressSchema }))
    .mutation(async ({ ctx, input }) => {
      const key = keyOf(ctx, input.token)
      await changeOwnAddress(withGateway(ctx), input, key)
      return orderStatus(ctx.db, input.orderId, key, ctx.now())
    }),

  track: publicProcedure
    .meta({ limit: orderLimits.track })
    .input(orderKeySchema)
    .query(async ({ ctx, input }) => {
      const status = await orderStatus(ctx.db, input.orderId, keyOf(ctx, input.token), ctx.now())
      if (!status) throw new Refusal('not_found', 'There is no such order, or the link is not complete.')
      return status
    }),

  find: publicProcedure
    .meta({ limit: orderLimits.find })
    .input(findSchema)
    .mutation(async ({ ctx, input }) => {
      await limit(ctx, orderLimits.findByEmail, sha256(input.email))
      const found = await findOrder(ctx.db, input)
      if (!found) throw new Refusal('not_found', 'No order has this number and this email address.')
      return found
    }),

  mine: customerProcedure
    .input(z.object({ cursor: cursorSchema.nullish() }))
    .query(({ ctx, input }) => ordersOf(ctx.db, ctx.customerId, input.cursor ?? null)),

  /** Into the cart, as far as it can be bought today. */
  reorder: customerProcedure
    .meta({ limit: orderLimits.reorder })
    .input(z.object({ orderId: z.uuid() }))
    .mutation(({ ctx, input }) => reorder(ctx, { customerId: ctx.customerId, orderId: input.orderId })),

  lastAddress: publicProcedure.query(({ ctx }) =>
    ctx.visitor ? lastAddressOf(ctx.db, ctx.visitor.customerId) : null,
  ),
})
