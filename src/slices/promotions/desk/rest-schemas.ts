import { z } from '@hono/zod-openapi'
import { moneyAnswer } from '#platform/rest/routes.ts'
import { standings } from '../standing.ts'

const by = z.string().openapi({ description: 'Who did it, such as `staff:…:Ada` or `key:…:Till`.' })

const effect = z
  .union([
    z.object({ kind: z.literal('percent'), basisPoints: z.int() }),
    z.object({ kind: z.literal('amount'), amount: moneyAnswer }),
    z.object({ kind: z.literal('free_delivery') }),
    z.object({ kind: z.literal('buy_x_get_y'), buy: z.int(), get: z.int(), percentOff: z.int() }),
  ])
  .openapi('PromotionEffect', {
    description:
      '`percent`: hundredths of a per cent off the goods. `amount`: so much off the goods. `free_delivery`. `buy_x_get_y`: of each set of `buy + get` units the `get` cheapest cost `percentOff` per cent less.',
    example: { kind: 'percent', basisPoints: 1_000 },
  })

const conditions = z
  .object({
    minSubtotal: moneyAnswer.optional(),
    products: z.array(z.string()).optional(),
    categories: z.array(z.string()).optional(),
    firstOrder: z.boolean().optional(),
  })
  .openapi('PromotionConditions', {
    description: 'What must be true of an order. Products and categories are named by their slugs.',
    example: { categories: ['tableware'] },
  })

const given = { effect, conditions, combines: z.boolean() }

const shown = {
  id: z.uuid(),
  name: z.string(),
  state: z.enum(standings).openapi({
    description:
      '`scheduled`: live, and its start is to come. `ended`: by staff, for good, or because its end has passed.',
  }),
  needsCode: z.boolean().openapi({ description: '`false`: every order that meets its conditions gets it.' }),
  code: z.string().nullable().openapi({ description: 'The code that everybody shares.' }),
  singleUseCodes: z.int().openapi({ description: 'How many single-use codes were made.' }),
  ...given,
  limitTotal: z.int().nullable(),
  limitPerCustomer: z.int().nullable(),
  used: z.int().openapi({ description: 'How many orders hold it or have kept it.' }),
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  version: z.int(),
  createdAt: z.iso.datetime(),
}

export const listedPromotion = z.object(shown).openapi('ListedPromotion')

export const promotionAnswer = z
  .object({
    ...shown,
    versions: z
      .array(z.object({ version: z.int(), ...given, by, writtenAt: z.iso.datetime() }))
      .openapi({ description: 'The newest fifty, newest first.' }),
    batches: z
      .array(z.object({ id: z.uuid(), prefix: z.string(), codes: z.int(), by, madeAt: z.iso.datetime() }))
      .openapi({ description: 'Single-use codes that were made together; the newest fifty.' }),
  })
  .openapi('Promotion')

export const codesAnswer = z
  .object({
    id: z.uuid(),
    count: z.int(),
    codes: z.array(z.string()).openapi({
      description:
        'Keep them: the shop has only their hashes. Sending the same again tells them again, for a day.',
    }),
  })
  .openapi('PromotionCodes', {
    example: { id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11', count: 1, codes: ['SUMMER-7KQM-X3RT-9WPL'] },
  })
