import { goOn } from '#lib/going-on.ts'
import { readAtMost } from '#lib/read-at-most.ts'
import { receivePaymentWebhook } from '#orders/webhook.ts'
import { MAX_WEBHOOK_BYTES } from '#payments/webhook.ts'
import { createRequestCtx } from '#trpc/init.ts'

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
