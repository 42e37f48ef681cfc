import { goOn } from '#platform/lib/going-on.ts'
import { readAtMost } from '#platform/outside/read-at-most.ts'
import { createRequestCtx } from '#platform/trpc/init.ts'
import { receivePaymentWebhook } from '#slices/orders/bank/webhook.ts'
import { MAX_WEBHOOK_BYTES } from '#slices/payments/webhook.ts'

export async function POST(request: Request) {
  const rawBody = await readAtMost(request, MAX_WEBHOOK_BYTES)
  if (rawBody === null) return Response.json({ message: 'The event is too large.' }, { status: 413 })
  const ctx = await createRequestCtx({ headers: request.headers, answerHeaders: null, goOn })
  const { status, sentence } = await receivePaymentWebhook(ctx, {
    rawBody,
    signature: request.headers.get('stripe-signature'),
  })
  return Response.json({ message: sentence }, { status })
}
