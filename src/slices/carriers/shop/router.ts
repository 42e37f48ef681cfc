import { z } from 'zod'
import { publicProcedure, router } from '#platform/trpc/init.ts'
import { carrierLimits } from '../rate-limits.ts'
import { trackingFor } from './tracking-for.ts'

export const trackingRouter = router({
  /** Where the carrier says that the parcels of an order are, for somebody with a key to it. */
  ofOrder: publicProcedure
    .meta({ limit: carrierLimits.readTracking })
    .input(z.object({ orderId: z.uuid(), token: z.string().max(100).optional() }))
    .query(({ ctx, input: { orderId, token } }) =>
      trackingFor(ctx, orderId, {
        token,
        customerId: ctx.visitor?.customerId ?? null,
        isStaff: ctx.visitor?.isStaff ?? false,
      }),
    ),
})
