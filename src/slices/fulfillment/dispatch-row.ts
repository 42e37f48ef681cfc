import { eq, inArray, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { ParcelFacts } from '#slices/orders/events.ts'
import { type ShipmentState, shipmentSteps } from './callback.ts'
import { dispatches } from './schema.ts'

/** The shop asks about a parcel without news after this time, and then ever more rarely. */
export const NEWS_WITHIN_MS = 90_000

export type DispatchNews = ParcelFacts & {
  orderId: string
  to: ShipmentState
  /** The time at which the warehouse said so. */
  at: Date
  now: Date
}

/**
 * Notes the parcel's state and facts. The state moves forwards only, from any earlier step, and may skip steps
 * whose message is late. For carrier and tracking number the latest message counts, in every state. It answers the current facts.
 */
export async function noteNews(
  db: DbOrTx,
  { orderId, to, at, now, ...facts }: DispatchNews,
): Promise<ParcelFacts> {
  const { carrier = null, trackingNumber = null } = facts
  const known = Boolean(carrier || trackingNumber)
  // This holds at the parcel's end too: if the process dies before the order has followed, the shop asks again.
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

/** Stops asking about a parcel whose order has followed it to the end. */
export async function askNoMore(db: DbOrTx, orderId: string): Promise<void> {
  await db.update(dispatches).set({ askAt: null }).where(eq(dispatches.orderId, orderId))
}

/** `asked_back`: the order is being recalled, and the warehouse has not said whether it ever took it. */
const road = ['asked_back', 'received', ...shipmentSteps]

/** A parcel that has left is never cancelled. */
const earlierThan = (to: ShipmentState): string[] =>
  road.slice(0, road.indexOf(to === 'cancelled' ? 'shipped' : to))
