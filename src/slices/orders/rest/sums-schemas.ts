import { z } from '@hono/zod-openapi'
import { fieldErrors, problemSchema } from '#platform/rest/problem-schemas.ts'
import { moneyAnswer } from '#platform/rest/routes.ts'
import { paymentKinds } from '#slices/pricing/quote.ts'
import { treatments } from '#slices/pricing/rules.ts'

export const discounts = z
  .array(z.object({ name: z.string(), code: z.string().optional(), amount: moneyAnswer }))
  .openapi({ description: 'What promotions take off, as positive amounts. `code`: what unlocked it.' })
export const taxes = z
  .array(
    z.object({
      name: z.string(),
      rateBasisPoints: z.int(),
      treatment: z.enum(treatments),
      base: moneyAnswer,
      amount: moneyAnswer,
    }),
  )
  .openapi({
    description:
      'The tax of each rate and treatment, rounded once. `base`: what it is computed on, without it. Together they are `tax`.',
  })

export const paidWith = z.array(z.object({ kind: z.enum(paymentKinds), amount: moneyAnswer })).openapi({
  description:
    'What pays the total: gift cards and store credit first, the card with the rest. What goes back goes back the other way round.',
})

export const exampleTax = {
  name: 'VAT',
  rateBasisPoints: 2_000,
  treatment: 'standard' as const,
  base: { amount: 4_667, currency: 'GBP' },
  amount: { amount: 933, currency: 'GBP' },
}

const wrongCode = (message: string) => ({ errors: [{ path: 'codes', message }] })
export const codeUnknown = problemSchema(
  'code_unknown',
  'A code or a gift card cannot be used for this order; `detail` says why. Nothing was held.',
  { errors: fieldErrors },
  wrongCode('The code AUTUMN is over.'),
)
export const codeGone = problemSchema(
  'code_gone',
  'A code was used up, or a gift card was spent, a moment ago. Nothing was held.',
  { errors: fieldErrors },
  wrongCode('The code AUTUMN was used up a moment ago.'),
)
