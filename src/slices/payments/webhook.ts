import Stripe from 'stripe'
import { z } from 'zod'
import { isStorableJson } from '#platform/fields/storable.ts'
import { env } from '#platform/lib/env.ts'
import type { PaymentsCtx } from './provider.ts'
import { changeOf, type ProviderEvent } from './provider-change.ts'
import { type FollowChange, takeInChange } from './take-in-change.ts'

/** Stripe's own limit for the age of a signature. */
const TOLERANCE_SECONDS = 300
export const MAX_WEBHOOK_BYTES = 256 * 1024

export type WebhookAnswer = { status: 200 | 400 | 413 | 500; sentence: string }

/**
 * Takes in one event of the card network, once for each event id, after checking its size, signature and age. It answers a
 * failure with 500, so that the event comes again.
 */
export async function receiveWebhook(
  ctx: PaymentsCtx,
  request: { rawBody: string; signature: string | null },
  follow: FollowChange,
): Promise<WebhookAnswer> {
  if (request.rawBody.length > MAX_WEBHOOK_BYTES) return { status: 413, sentence: 'The event is too large.' }
  const signed = await verified(request)
  if (!signed) return { status: 400, sentence: 'The signature does not match.' }
  const event = readEvent(signed)
  if (!event) return { status: 400, sentence: 'This is not an event.' }
  switch (await takeInChange(ctx, changeOf(event), follow)) {
    case 'processed':
      return { status: 200, sentence: 'Processed.' }
    case 'known':
      return { status: 200, sentence: 'Known already.' }
    case 'failed':
      return { status: 500, sentence: 'The event was not processed. Send it again.' }
  }
}

async function verified({
  rawBody,
  signature,
}: {
  rawBody: string
  signature: string | null
}): Promise<unknown> {
  if (!signature || isOfTheFuture(signature)) return null
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

/** Stripe's library refuses only signatures that are too old. One from the future would stay valid until its time comes. */
function isOfTheFuture(signature: string): boolean {
  const at = Number(/(?:^|,)\s*t=(\d{1,12})(?:,|$)/.exec(signature)?.[1] ?? Number.NaN)
  return !(at <= Date.now() / 1_000 + TOLERANCE_SECONDS)
}

/** The fields that we read. The rest is stored as it came, so it must be something that Postgres can store. */
const eventSchema = z.looseObject({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  /** In seconds since 1970. */
  created: z
    .int()
    .min(0)
    .max(253_402_300_799)
    .catch(() => Math.floor(Date.now() / 1_000)),
  data: z.looseObject({ object: z.looseObject({}) }),
})
function readEvent(signed: unknown): ProviderEvent | null {
  const event = eventSchema.safeParse(signed)
  return event.success && isStorableJson(event.data) ? event.data : null
}
