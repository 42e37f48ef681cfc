import { z } from '@hono/zod-openapi'
import { daySchema } from '#platform/fields/day-schema.ts'
import { moneyAnswer } from '#platform/rest/routes.ts'
import { accountStates, creditKinds, entryKinds } from '../schema.ts'

const day = daySchema.nullable()

const cardHead = {
  id: z.uuid(),
  end: z.string().openapi({ description: 'The last four letters of the code.' }),
  balance: moneyAnswer,
  state: z.enum(accountStates),
  expiresOn: day.openapi({ description: 'The last day on which it can be spent; null: it has no end.' }),
  email: z.string().nullable(),
  deliverOn: day.openapi({ description: 'The day on which it is mailed.' }),
  mails: z.int().openapi({ description: 'How often its mail was sent off: 0 before its day.' }),
  issuedAt: z.iso.datetime(),
}
export const listedCardAnswer = z.object(cardHead).openapi('ListedGiftCard')

const entryAnswer = z.object({
  number: z.int(),
  kind: z.enum(entryKinds),
  amount: moneyAnswer
    .clone()
    .openapi({ description: 'What the balance gained; below nought: what it lost.' }),
  orderId: z.uuid().nullable(),
  reason: z.string().nullable(),
  by: z
    .string()
    .nullable()
    .openapi({ description: 'Who did it; null where it follows from an order or from a day.' }),
  at: z.iso.datetime(),
})
export const cardAnswer = z
  .object({
    ...cardHead,
    message: z.string().nullable(),
    entries: z
      .array(entryAnswer)
      .openapi({ description: 'What changed the balance, the latest first, 100 at most.' }),
  })
  .openapi('GiftCard')

export const issuedAnswer = z
  .object({
    ...cardHead,
    code: z.string().openapi({ description: 'It is told here and nowhere else: again under the same key.' }),
  })
  .openapi('IssuedGiftCard', {
    example: {
      id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11',
      code: 'BCDF-GHJK-MNPR-STVW',
      end: 'STVW',
      balance: { amount: 5_000, currency: 'GBP' },
      state: 'active',
      expiresOn: null,
      email: 'ada@example.com',
      deliverOn: '2026-12-24',
      mails: 0,
      issuedAt: '2026-12-01T09:00:00.000Z',
    },
  })

const minor = z.int()
export const liabilityAnswer = z
  .object({
    from: daySchema,
    to: daySchema,
    months: z.array(
      z.object({
        month: z.string(),
        from: daySchema,
        to: daySchema,
        kind: z.enum(creditKinds),
        currency: z.string(),
        opening: minor,
        issued: minor,
        spent: minor.openapi({
          description: 'Taken by orders, less what came back from those that ended without a sale.',
        }),
        refunded: minor,
        adjusted: minor,
        expired: minor,
        closing: minor.openapi({
          description: 'opening + issued − spent + refunded + adjusted − expired, all in minor units.',
        }),
      }),
    ),
  })
  .openapi('Liability')
