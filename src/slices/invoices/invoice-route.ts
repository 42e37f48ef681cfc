import { createRoute, z } from '@hono/zod-openapi'
import { missing, problemResponses, problemSchema } from '#platform/rest/problem-schemas.ts'

export const NOT_READY = 'We are writing the document. Ask again in a moment.'
export const UNAVAILABLE = 'We cannot fetch the document right now. Nothing is lost. Try again later.'

const orderId = z.string().openapi({ format: 'uuid' })
const security: Record<string, string[]>[] = [
  { trackingToken: [] },
  { trackingTokenInAddress: [] },
  { session: [] },
]
const pdf = (description: string) => ({
  200: {
    description,
    content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
  },
  ...problemResponses([
    missing,
    problemSchema('not_ready', NOT_READY),
    problemSchema('invoice_unavailable', UNAVAILABLE),
  ]),
})

/** The description of `GET /orders/{id}/invoice` in OpenAPI; rest.ts answers it. */
export const invoiceRoute = createRoute({
  method: 'get',
  path: '/api/v1/orders/{id}/invoice',
  operationId: 'getInvoice',
  tags: ['Orders'],
  summary: "An order's invoice as a PDF",
  description: 'Written within seconds of the payment; until then the answer is `not_ready`.',
  security,
  request: { params: z.object({ id: orderId }) },
  responses: pdf('The invoice.'),
})

/** The description of `GET /orders/{id}/credit-notes/{number}` in OpenAPI; rest.ts answers it. */
export const creditNoteRoute = createRoute({
  method: 'get',
  path: '/api/v1/orders/{id}/credit-notes/{number}',
  operationId: 'getCreditNote',
  tags: ['Orders'],
  summary: 'The credit note of a refund as a PDF',
  description:
    'By its number, such as `CN-2026-000045`, or by the id of the refund that it was written for. Written within seconds of the refund; until then the answer is `not_ready`.',
  security,
  request: { params: z.object({ id: orderId, number: z.string().openapi({ example: 'CN-2026-000045' }) }) },
  responses: pdf('The credit note.'),
})
