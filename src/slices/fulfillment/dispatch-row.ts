import { eq, inArray, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { ParcelFacts } from '#slices/orders/events.ts'
import { type ShipmentState, shipmentSteps } from './callback.ts'
import { dispatches } from './schema.ts'

/** A parcel without news is asked about after so long, then ever more rarely. */
export const NEWS_WITHIN_MS = 90_000

export type DispatchNews = ParcelFacts & {
  orderId: string
  to: ShipmentState
  /** When the warehouse said so. */
  at: Date
  now: Date
}

/**
 * Takes in where the parcel is and what is known of it. The state moves forwards only, from every earlier step, skipping those
 * whose word is late; of carrier and tracking number the latest word stands, whatever the state. Answers the facts as they stand.
 */
export async function noteNews(
  db: DbOrTx,
  { orderId, to, at, now, ...facts }: DispatchNews,
): Promise<ParcelFacts> {
  const { carrier = null, trackingNumber = null } = facts
  const known = Boolean(carrier || trackingNumber)
  // At its end too: who dies before the order has followed is asked again.
  const askAt = new Date(now.getTime() + NEWS_WITHIN_MS)
  await db
    .insert(dispatches)
    .values({ orderId, state: to, carrier, trackingNumber, factsAt: known ? at : null, askAt })
    .onConflictDoNothing()
  if (known)
    await db
      .update(dispatches)
      .set({
        carrier: sql`coalesce(${carrier}, ${dispatches.carrier})`,
        trackingNumber: sql`coalesce(${trackingNumber}, ${dispatches.trackingNumber})`,
        factsAt: at,
      })
      .where(
        sql`${eq(dispatches.orderId, orderId)} and coalesce(${dispatches.factsAt} <= ${at.toISOString()}, true)`,
      )
  await db
    .update(dispatches)
    .set({ state: to, askAt, asks: 0, missingSince: null, updatedAt: sql`now()` })
    .where(sql`${eq(dispatches.orderId, orderId)} and ${inArray(dispatches.state, earlierThan(to))}`)
  const [row] = await db
    .select({ carrier: dispatches.carrier, trackingNumber: dispatches.trackingNumber })
    .from(dispatches)
    .where(eq(dispatches.orderId, orderId))
  return row ?? facts
}

/** The order has followed to its end: nothing more is asked. */
export async function askNoMore(db: DbOrTx, orderId: string): Promise<void> {
  await db.update(dispatches).set({ askAt: null }).where(eq(dispatches.orderId, orderId))
}

/** `asked_back`: it is being recalled, and the warehouse has not said whether it ever took it. */
const road = ['asked_back', 'received', ...shipmentSteps]

/** What has left is never cancelled. */
const earlierThan = (to: ShipmentState): string[] =>
  road.slice(0, road.indexOf(to === 'cancelled' ? 'shipped' : to))
