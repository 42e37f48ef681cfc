import { and, desc, eq, inArray } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { DbOrTx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { type LabelledParcel, lockLabelled } from '#slices/floor/packing/labelled-parcel.ts'
import { carrierApi } from './carrier-api.ts'
import { chooseRate } from './choose-rate.ts'
import { readRoad } from './label-request.ts'
import { liveStates } from './label-states.ts'
import { labels } from './schema.ts'

export type Label = typeof labels.$inferSelect

export const isLive = inArray(labels.state, [...liveStates])

/** Null: the parcel has no live label. */
export async function readLive(db: DbOrTx, parcelId: string): Promise<Label | null> {
  const [live] = await db
    .select()
    .from(labels)
    .where(and(eq(labels.parcelId, parcelId), isLive))
  return live ?? null
}

/** The newest label of the parcel, live or not. */
export async function readNewest(db: DbOrTx, parcelId: string): Promise<Label | null> {
  const [newest] = await db
    .select()
    .from(labels)
    .where(eq(labels.parcelId, parcelId))
    .orderBy(desc(labels.notedAt), desc(labels.id))
    .limit(1)
  return newest ?? null
}

/**
 * Chooses a service for a packed parcel and notes the label that is to be bought, before the carrier is asked to sell it. Two that note at once
 * note one. Nothing is noted for a parcel that was stopped meanwhile, because that is decided under its lock.
 */
export async function noteLabel(ctx: Ctx, parcel: LabelledParcel): Promise<void> {
  const { method, currency, ...road } = await readRoad(ctx.db, parcel)
  const rates = await carrierApi.rates(road)
  const { country } = road.to
  const rate = chooseRate(rates, { method, country, currency })
  if (!rate)
    throw new PoisonJob(
      `The carrier has no service to ${country} that keeps what was promised for ${method}. Type a carrier and a number at the hand-over.`,
    )
  await ctx.db.transaction(async tx => {
    const now = await lockLabelled(tx, parcel.id)
    if (now?.state !== 'packed') return
    await tx
      .insert(labels)
      .values({
        id: uuidv7(),
        parcelId: parcel.id,
        orderId: parcel.orderId,
        warehouseId: parcel.warehouseId,
        carrier: rate.carrier,
        service: rate.service,
        weightGrams: road.weightGrams,
        quotedMinor: rate.amount.amount,
        currency: rate.amount.currency,
        notedAt: ctx.now(),
      })
      .onConflictDoNothing()
  })
}
