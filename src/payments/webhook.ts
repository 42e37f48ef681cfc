import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import { fault } from '#lib/fault-points.ts'
import { isStorableJson } from '#lib/storable.ts'
import type { PaymentsCtx } from './gateway.ts'
import { webhookEvents } from './schema.ts'

/** Stripe's own tolerance for the age of a signature. */
const TOLERANCE_SECONDS = 300
export const MAX_WEBHOOK_BYTES = 256 * 1024

export type WebhookAnswer = { status: 200 | 400 | 413 | 500; sentence: string }

/**
 * Takes in one event of the card network: raw body, signature, tolerance, once per event id. What it says is not
 * believed: it only names an order, which `settle` then looks up at the provider. A failure is answered with 500,
 * so that the event comes again.
 */
export async function receiveWebhook(
  ctx: PaymentsCtx,
  request: { rawBody: string; signature: string | null },
  settle: (orderId: string) => Promise<unknown>,
): Promise<WebhookAnswer> {
  if (request.rawBody.length > MAX_WEBHOOK_BYTES) return { status: 413, sentence: 'The event is too large.' }
  const signed = await verified(request)
  if (!signed) return { status: 400, sentence: 'The signature does not fit.' }
  const event = readEvent(signed)
  if (!event) return { status: 400, sentence: 'This is no event.' }
  const orderId = orderIdOf(event)
  await ctx.db
    .insert(webhookEvents)
    .values({ id: event.id, type: event.type, orderId, payload: event })
    .onConflictDoNothing()
  const [known] = await ctx.db
    .select({ processedAt: webhookEvents.processedAt })
    .from(webhookEvents)
    .where(eq(webhookEvents.id, event.id))
  if (known?.processedAt) return { status: 200, sentence: 'Known already.' }
  await fault('webhook.kept')
  try {
    if (orderId) await settle(orderId)
  } catch (error) {
    ctx.log.error(
      { eventId: event.id, type: event.type, orderId, error: String(error) },
      'webhook could not be processed; it will come again',
    )
    return { status: 500, sentence: 'Not processed; send it again.' }
  }
  await fault('webhook.settled')
  await ctx.db.update(webhookEvents).set({ processedAt: ctx.now() }).where(eq(webhookEvents.id, event.id))
  ctx.log.info({ eventId: event.id, type: event.type, orderId }, 'webhook processed')
  return { status: 200, sentence: 'Processed.' }
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

/** Stripe's library looks at signatures that are too old; one from the future would be good for as long as it is ahead. */
function isOfTheFuture(signature: string): boolean {
  const at = Number(/(?:^|,)\s*t=(\d{1,12})(?:,|$)/.exec(signature)?.[1] ?? Number.NaN)
  return !(at <= Date.now() / 1_000 + TOLERANCE_SECONDS)
}

/** As far as we read it. The rest is kept as it came, so it must be something that can be kept. */
const eventSchema = z.looseObject({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  data: z.looseObject({ object: z.looseObject({}) }),
})
type Event = z.infer<typeof eventSchema>

function readEvent(signed: unknown): Event | null {
  const event = eventSchema.safeParse(signed)
  return event.success && isStorableJson(event.data) ? event.data : null
}

/** The order that a payment's or refund's metadata names; events about anything else are kept and otherwise left alone. */
function orderIdOf({ data: { object } }: Event): string | null {
  const about = z.looseObject({ order_id: z.uuid() }).safeParse(object.metadata)
  return about.success ? about.data.order_id : null
}
