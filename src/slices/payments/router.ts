import { env } from '#platform/lib/env.ts'
import { publicProcedure, router, staffProcedure } from '#platform/trpc/init.ts'
import { readProviderHealth } from './provider-rests.ts'

export type PaymentConfig = { kind: 'sandbox'; frameUrl: string } | { kind: 'stripe'; publishableKey: string }

export const paymentsRouter = router({
  /** Whether card payments go through, as far as the shop's processes have noted. */
  health: staffProcedure.query(({ ctx }) => readProviderHealth(ctx.db, ctx.now())),

  /** Whose card fields the browser shows: Stripe's own, or the sandbox's. */
  config: publicProcedure.query((): PaymentConfig => {
    const { publishableKey } = env().stripe
    return publishableKey
      ? { kind: 'stripe', publishableKey }
      : { kind: 'sandbox', frameUrl: `${env().sandboxUrl}/card-frame` }
  }),
})
