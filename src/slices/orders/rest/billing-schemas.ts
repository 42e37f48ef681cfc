import { z } from '@hono/zod-openapi'
import { vatStates } from '#slices/business/who-owes.ts'

export const exampleAddress = {
  name: 'Ada Byron',
  line1: '12 St James’s Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
}

export const billing = z
  .object({
    company: z.string().optional(),
    vatId: z.string().optional(),
    name: z.string().optional(),
    line1: z.string().optional(),
    line2: z.string().optional(),
    city: z.string().optional(),
    region: z.string().optional(),
    postalCode: z.string().optional(),
    country: z.string().optional(),
  })
  .optional()
  .openapi({
    description:
      'Who is billed, as it was sent and read. Without an address in it that of the delivery is billed. Left out: the person at the delivery address.',
    example: { company: 'Moos & Söhne', vatId: 'DE123456789' },
  })

export const vat = z
  .object({
    state: z.enum(vatStates),
    name: z.string().nullable().openapi({ description: 'Whose it is, where the register tells.' }),
    reverseCharge: z.boolean().openapi({ description: 'True: the order is charged without VAT.' }),
    sentence: z.string().openapi({ description: 'What comes of it, in words for the buyer.' }),
  })
  .optional()
  .openapi({
    description:
      'What a register says of `billing.vatId`. `not_checked`: it gave no answer, so VAT is charged; ask again. An order uses the answer of a quote of the last 24 hours.',
  })
