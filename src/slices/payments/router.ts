import { env } from '#platform/lib/env.ts'
import { publicProcedure, router, staffProcedure } from '#platform/trpc/init.ts'
import { readProviderHealth } from './provider-rests.ts'

export type PaymentConfig = { kind: 'sandbox'; frameUrl: string } | { kind: 'stripe'; publishableKey: string }

export const paymentsRouter = router({
  /** Tells whether card payments go through, from what the shop's processes noted. */
  health: staffProcedure('desk.open').query(({ ctx }) => readProviderHealth(ctx.db, ctx.now())),

  /** Tells the browser which card fields to show: Stripe's own or the sandbox's. */
  config: publicProcedure.query((): PaymentConfig => {
    const { publishableKey } = env().stripe
    return publishableKey
      ? { kind: 'stripe', publishableKey }
      : { kind: 'sandbox', frameUrl: `${env().sandboxUrl}/card-frame` }
  }),
})
