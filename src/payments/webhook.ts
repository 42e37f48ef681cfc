import Stripe from 'stripe'
import { env } from '#lib/env.ts'
import type { PaymentsCtx } from './gateway.ts'
import { changeOf } from './provider-change.ts'
import { type FollowChange, takeInChange } from './take-in-change.ts'

/** Stripe's own tolerance for the age of a signature. */
const TOLERANCE_SECONDS = 300
export const MAX_WEBHOOK_BYTES = 256 * 1024

export type WebhookAnswer = { status: 200 | 400 | 413 | 500; sentence: string }

/**
 * Takes in one event of the card network: raw body, signature, tolerance, once per event id. A failure is answered with
 * 500, so that the event comes again.
 */
export async function receiveWebhook(
  ctx: PaymentsCtx,
  request: { rawBody: string; signature: string | null },
  follow: FollowChange,
): Promise<WebhookAnswer> {
  if (request.rawBody.length > MAX_WEBHOOK_BYTES) return { status: 413, sentence: 'The event is too large.' }
  const event = await verified(request)
  if (!event) return { status: 400, sentence: 'The signature does not fit.' }
  switch (await takeInChange(ctx, changeOf(event), follow)) {
    case 'processed':
      return { status: 200, sentence: 'Processed.' }
    case 'known':
      return { status: 200, sentence: 'Known already.' }
    case 'failed':
      return { status: 500, sentence: 'Not processed; send it again.' }
  }
}

async function verified({
  rawBody,
  signature,
}: {
  rawBody: string
  signature: string | null
}): Promise<Stripe.Event | null> {
  if (!signature) return null
  try {
    return await Stripe.webhooks.constructEventAsync(
      rawBody,
      signature,
      env().stripe.webhookSecret,
      TOLERANCE_SECONDS,
    )
  } catch {
    return null
  }
}
