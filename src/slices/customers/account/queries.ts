import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { customers, sessionEvents, sessions } from '#platform/auth/schema.ts'
import type { SessionEventKind } from '#platform/auth/session-events.ts'
import type { DbOrTx } from '#platform/db/client.ts'

export type Device = { id: string; device: string | null; seenAt: Date; beganAt: Date; isThis: boolean }
export type Security = {
  email: string
  isProved: boolean
  devices: Device[]
  events: { id: string; what: SessionEventKind; device: string | null; at: Date }[]
}

/** More devices than anybody has. */
const MOST_DEVICES = 50
const MOST_EVENTS = 10

/** Where the customer is signed in, this browser first, and what happened of late. */
export async function readSecurity(
  db: DbOrTx,
  { customerId, sessionId }: { customerId: string; sessionId: string },
  now: Date,
): Promise<Security | null> {
  const [[person], devices, events] = await Promise.all([
    db
      .select({ email: customers.email, isProved: customers.emailVerified })
      .from(customers)
      .where(eq(customers.id, customerId)),
    db
      .select({
        id: sessions.id,
        device: sessions.device,
        seenAt: sessions.seenAt,
        beganAt: sessions.createdAt,
      })
      .from(sessions)
      .where(
        and(
          eq(sessions.customerId, customerId),
          gt(sessions.expiresAt, now),
          isNull(sessions.impersonatedBy),
        ),
      )
      .orderBy(desc(sessions.seenAt))
      .limit(MOST_DEVICES),
    db
      .select({
        id: sessionEvents.id,
        what: sessionEvents.what,
        device: sessionEvents.device,
        at: sessionEvents.at,
      })
      .from(sessionEvents)
      .where(eq(sessionEvents.customerId, customerId))
      .orderBy(desc(sessionEvents.id))
      .limit(MOST_EVENTS),
  ])
  if (!person) return null
  const all = devices.map(device => ({ ...device, isThis: device.id === sessionId }))
  return { ...person, devices: all.toSorted((a, b) => Number(b.isThis) - Number(a.isThis)), events }
}

/** What a mail about an event says, and to whom. Null: the account is gone. */
export async function readNotice(
  db: DbOrTx,
  { customerId, eventId }: { customerId: string; eventId: string },
) {
  const [found] = await db
    .select({
      what: sessionEvents.what,
      device: sessionEvents.device,
      at: sessionEvents.at,
      email: customers.email,
    })
    .from(sessionEvents)
    .innerJoin(customers, eq(customers.id, sessionEvents.customerId))
    .where(and(eq(sessionEvents.customerId, customerId), eq(sessionEvents.id, eventId)))
  return found ?? null
}
