import { env } from '#lib/env.ts'
import { publicProcedure, router } from '#trpc/init.ts'

export type PaymentConfig = { kind: 'sandbox'; frameUrl: string } | { kind: 'stripe'; publishableKey: string }

export const paymentsRouter = router({
  /** Whose card fields the browser shows: Stripe's own, or the sandbox's. */
  config: publicProcedure.query((): PaymentConfig => {
    const { publishableKey } = env().stripe
    return publishableKey
      ? { kind: 'stripe', publishableKey }
      : { kind: 'sandbox', frameUrl: `${env().sandboxUrl}/card-frame` }
  }),
})
