import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { readFailing, readListedLetters, readQueues } from '#desk/jobs/queries.ts'
import { deadLettersSchema, discardSchema, sendAgainSchema, tryNowSchema } from '#desk/jobs/view.ts'
import { inAudit } from '#platform/audit/audited.ts'
import { noteLook } from '#platform/audit/note-look.ts'
import { searchField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { tryNow } from '#platform/jobs/failing-jobs.ts'
import { countDone } from '#platform/jobs/queue-figures.ts'
import { router, staffProcedure } from '#platform/trpc/init.ts'
import { changeAddress } from '#slices/orders/delivery/change-address.ts'
import { staffAddressSchema } from '#slices/orders/delivery/change-address-input.ts'
import { repeatEffect } from '#slices/orders/effects/repeat-effect.ts'
import { discardJobs, sendJobsAgain } from '#slices/orders/effects/send-jobs-again.ts'
import { cancelItems } from '#slices/orders/items/cancel-items.ts'
import { staffItemsSchema } from '#slices/orders/items/cancel-items-input.ts'
import { itemsBySku } from '#slices/orders/items/items-by-sku.ts'
import { refundOrderSchema } from '#slices/orders/refunds/refund-input.ts'
import { limitAtDesk } from '#slices/orders/refunds/refund-limit.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { cancelOrder } from '../cancel-order.ts'
import { settleOrder } from '../settle-order.ts'
import { to, toJobs } from './changes.ts'
import {
  repeatSchema,
  staffFilterSchema,
  staffListSchema,
  staffReasonSchema,
  staffReviewSchema,
} from './filter.ts'
import { countViews, idOfNumber, listOrders, numbersOf } from './list-queries.ts'
import { readStaffOrder } from './order-queries.ts'
import { reviewOrder } from './review-order.ts'
import { readToday } from './today-queries.ts'
import { tryPromotion } from './try-promotion.ts'

export const staffOrdersRouter = router({
  today: staffProcedure('orders.read').query(({ ctx }) => readToday(ctx.db, ctx.now())),
  list: staffProcedure('orders.read')
    .input(staffListSchema)
    .query(({ ctx, input }) => listOrders(ctx.db, input, ctx.now())),
  counts: staffProcedure('orders.read')
    .input(staffFilterSchema)
    .query(({ ctx, input }) => countViews(ctx.db, input, ctx.now())),
  idOfNumber: staffProcedure('orders.read')
    .input(z.object({ number: searchField(LIMITS.orderNumber) }))
    .query(({ ctx, input }) => idOfNumber(ctx.db, input.number)),
  order: staffProcedure('orders.read')
    .input(z.object({ orderId: z.uuid() }))
    .query(async ({ ctx, input }) => {
      const order = await readStaffOrder(ctx.db, input.orderId, ctx.now())
      await noteLook(ctx, { action: 'orders.look', entity: 'order', id: input.orderId })
      return order
    }),

  /** It stands with orders, because they are what is worked out again. */
  tryPromotion: staffProcedure('promotions.read')
    .input(z.object({ promotionId: z.uuid() }))
    .query(({ ctx, input }) => tryPromotion(ctx, input.promotionId)),

  /**
   * Ends an order that has not left the house. If the warehouse has it, money and stock come back after the warehouse has
   * stopped it.
   */
  cancel: deskAction('orders.cancel')
    .input(staffReasonSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, to('orders.cancel', input), input, async ctx => {
        const { state, money, recall } = await cancelOrder(withGateway(ctx), input)
        return { state, money, recall }
      }),
    ),

  /**
   * Takes units out of an order before they leave. If the warehouse has them, they are taken out after it has stopped their parcels. `recall`: `items`
   * until then.
   */
  cancelItems: deskAction('orders.cancel')
    .input(staffItemsSchema)
    .mutation(({ ctx, input: { actionId, ...input } }) =>
      onceForDesk(ctx, to('orders.cancel-items', input), { ...input, actionId }, async ctx => {
        const lines = await itemsBySku(ctx.db, input.orderId, input.lines)
        const { state, money, recall } = await cancelItems(withGateway(ctx), { ...input, lines })
        return { state, money, recall }
      }),
    ),

  /** Sends the parcel elsewhere for the same price, while nothing of it is packed. */
  changeAddress: deskAction('orders.address')
    .input(staffAddressSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, to('orders.address', input), input, async ctx => {
        const { state, delivery, version } = await changeAddress(ctx, input)
        return { state, delivery, version }
      }),
    ),

  /** Repeats a finished effect: a mail, the invoice's file or the hand-over. */
  repeat: deskAction('orders.review')
    .input(repeatSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, to('orders.repeat', input), input, async ctx => {
        await repeatEffect(ctx, input)
        return { asked: true }
      }),
    ),

  /** Gives money back: all that is left, the price of some lines, or a sum. `refund`: its state at the bank. */
  refund: deskAction('orders.refund')
    .input(refundOrderSchema)
    .mutation(({ ctx, input: { actionId, ...input } }) =>
      onceForDesk(ctx, to('orders.refund', input), { ...input, actionId }, async ctx => {
        const { order, refund } = await refundOrder(withGateway(ctx), input, limitAtDesk(ctx))
        return {
          state: order.state,
          money: order.money,
          refund: refund?.status ?? null,
          /** The sum that really goes back, which may be less than the input. */
          amountMinor: refund?.amountMinor ?? 0,
          ...(refund?.status === 'failed' && { failed: 'The bank refused the refund; the order says why.' }),
        }
      }),
    ),

  /** Asks the bank how a payment ended, without waiting for the sweeper. */
  settle: deskAction('orders.review')
    .input(z.object({ orderId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, to('orders.settle', input), input, async ctx => {
        const { state, money } = await settleOrder(withGateway(ctx), input.orderId)
        return { state, money }
      }),
    ),

  /** A person has looked at an order that needed one. */
  reviewed: deskAction('orders.review')
    .input(staffReviewSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(
        ctx,
        to('orders.review', { orderId: input.orderId, reason: input.note }),
        input,
        async ctx => {
          const { state, needsReview } = await reviewOrder(ctx, input)
          return { state, needsReview }
        },
      ),
    ),

  jobs: staffProcedure('jobs.read').query(({ ctx }) => readQueues(ctx.db, ctx.now())),
  jobsDone: staffProcedure('jobs.read').query(({ ctx }) => countDone(ctx.db, ctx.now())),
  deadLetters: staffProcedure('jobs.read')
    .input(deadLettersSchema)
    .query(({ ctx, input }) => readListedLetters(ctx.db, { ...input, now: ctx.now(), numbersOf })),

  failing: staffProcedure('jobs.read')
    .input(deadLettersSchema)
    .query(({ ctx, input }) => readFailing(ctx.db, { ...input, now: ctx.now(), numbersOf })),

  /** Runs failing jobs at once and returns how many. */
  tryNow: staffProcedure('jobs.retry')
    .input(tryNowSchema)
    .mutation(({ ctx, input }) =>
      inAudit(ctx, toJobs('jobs.try-now', input), async ctx => ({ tried: await tryNow(ctx, input) })),
    ),

  /** Sends jobs that were given up once more and returns how many. */
  sendAgain: deskAction('jobs.retry')
    .input(sendAgainSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, toJobs('jobs.retry', input), input, async ctx => ({
        sent: await sendJobsAgain(ctx, input),
      })),
    ),

  /** Closes jobs that can never succeed and returns how many. */
  discard: deskAction('jobs.discard')
    .input(discardSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, toJobs('jobs.discard', input), input, async ctx => ({
        discarded: await discardJobs(ctx, input),
      })),
    ),
})
