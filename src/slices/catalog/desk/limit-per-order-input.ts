import { z } from 'zod'

export const limitPerOrderSchema = z.object({
  variantId: z.uuid(),
  /** Null means the shop's general limit. */
  maxPerOrder: z
    .int('Enter a whole number, or nothing')
    .min(1, 'Enter at least 1')
    .max(100_000, 'Enter 100,000 or fewer')
    .nullable(),
})
export type LimitPerOrderInput = z.infer<typeof limitPerOrderSchema>
