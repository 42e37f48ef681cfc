import { z } from 'zod'
import { MAX_AMOUNT_MINOR } from './money.ts'

export const moneySchema = z.object({
  amount: z.int().min(0).max(MAX_AMOUNT_MINOR),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Enter a three-letter currency code, like GBP'),
})
