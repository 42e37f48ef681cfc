import { z } from '@hono/zod-openapi'
import { asidePlaces } from '#slices/inventory/ledger/schema.ts'
import { lineStates } from '../counting/judge-count.ts'

const id = z.uuid()
const warehouse = z.string().openapi({ description: 'The code of the warehouse.' })
const by = z.string().openapi({ description: 'Who did it, such as `staff:…:Ada` or `key:…:Till`.' })
const units = z.int()

const receiptHead = {
  id,
  warehouse,
  supplier: z.string().nullable(),
  reference: z.string().nullable(),
  by,
  receivedAt: z.iso.datetime(),
}
export const listedReceipt = z
  .object({ ...receiptHead, accepted: units, damaged: units, over: units, short: units })
  .openapi('ListedReceipt')
export const receiptAnswer = z
  .object({
    ...receiptHead,
    lines: z.array(
      z.object({
        sku: z.string(),
        name: z.string(),
        expected: units.nullable(),
        accepted: units,
        damaged: units,
        over: units,
        short: units,
      }),
    ),
  })
  .openapi('Receipt')

const bin = z
  .string()
  .nullable()
  .openapi({ description: 'The bin that was counted; null: the whole shelf of each SKU.' })
const countHead = { id, warehouse, bin, by, countedAt: z.iso.datetime() }
export const listedCount = z
  .object({ ...countHead, lines: units, waiting: units, differences: units })
  .openapi('ListedCount')
export const countAnswer = z
  .object({
    ...countHead,
    lines: z.array(
      z.object({
        sku: z.string(),
        name: z.string(),
        state: z.enum(lineStates).openapi({
          description:
            '`matched`: the books were right. `booked`: the difference stands in the ledger. `recount`: it is worth too much for one person. `promised`: more is missing than is free. `dropped`: it was given up.',
        }),
        counted: units,
        expected: units.openapi({ description: 'What the books said for the moment of the counting.' }),
        difference: units,
        turns: units.openapi({ description: 'How often it was counted.' }),
      }),
    ),
  })
  .openapi('Count')

export const asideAnswer = z
  .object({ sku: z.string(), name: z.string(), warehouse, place: z.enum(asidePlaces), units })
  .openapi('SetAside')
