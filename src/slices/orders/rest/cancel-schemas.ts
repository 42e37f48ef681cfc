import { z } from '@hono/zod-openapi'
import { optionally } from '#platform/fields/optionally.ts'
import { MAX_LINES, MAX_QUANTITY } from '#slices/pricing/line-fields.ts'

const cancelledLine = z.object({
  sku: z.string('Name the SKU').min(1, 'Name the SKU').max(200),
  quantity: z.int('Enter a whole number').min(1, 'Enter at least 1').max(MAX_QUANTITY),
})

/** What is taken out of an order, where not all of it is cancelled. */
export const cancelledItems = {
  lines: optionally(
    z.array(cancelledLine).min(1, 'Name a line').max(MAX_LINES).openapi({
      description: 'Only these units are taken out, and the rest of the order goes on. Left out: all of it.',
    }),
  ),
  id: optionally(
    z.uuid('Send a UUID as the id of the cancellation').openapi({
      description:
        'Asked for with `lines`, and made by you before sending. The same id with the same body is the same cancellation.',
    }),
  ),
}

type Cancelled = { lines?: unknown; id?: unknown }

/** Without an id a repeat would take out the same again. */
export const hasItsId = ({ lines, id }: Cancelled): boolean => lines === undefined || id !== undefined
export const sendAnId = { path: ['id'], message: 'Send an id with the lines' }

export const cancelOwnBody = z
  .object(cancelledItems)
  .refine(hasItsId, sendAnId)
  .openapi('CancelOwnOrder', {
    example: {
      id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b15',
      lines: [{ sku: 'VAS-BOT-CLY', quantity: 1 }],
    },
  })
