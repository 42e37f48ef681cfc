import { createRoute, z } from '@hono/zod-openapi'
import { missing, problemResponses, problemSchema } from '#platform/rest/problem-schemas.ts'

export const NOT_READY = 'We are writing the invoice. Ask again in a moment.'
export const UNAVAILABLE = 'We cannot fetch the invoice right now. Nothing is lost. Try again later.'

/** The description of `GET /orders/{id}/invoice` in OpenAPI; rest.ts answers it. */
export const invoiceRoute = createRoute({
  method: 'get',
  path: '/api/v1/orders/{id}/invoice',
  operationId: 'getInvoice',
  tags: ['Orders'],
  summary: "An order's invoice as a PDF",
  description: 'Written within seconds of the payment; until then the answer is `not_ready`.',
  security: [{ trackingToken: [] }, { trackingTokenInAddress: [] }, { session: [] }],
  request: { params: z.object({ id: z.string().openapi({ format: 'uuid' }) }) },
  responses: {
    200: {
      description: 'The invoice.',
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses([
      missing,
      problemSchema('not_ready', NOT_READY),
      problemSchema('invoice_unavailable', UNAVAILABLE),
    ]),
  },
})
