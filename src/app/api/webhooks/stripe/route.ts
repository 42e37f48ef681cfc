import { after } from 'next/server'
import { receivePaymentWebhook } from '#orders/webhook.ts'
import { createRequestCtx } from '#trpc/init.ts'

export async function POST(request: Request) {
  const rawBody = await request.text()
  const ctx = await createRequestCtx({
    headers: request.headers,
    answerHeaders: null,
    goOn: work => after(() => work),
  })
  const { status, sentence } = await receivePaymentWebhook(ctx, {
    rawBody,
    signature: request.headers.get('stripe-signature'),
  })
  return Response.json({ message: sentence }, { status })
}
