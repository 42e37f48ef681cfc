import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { customers, recoveryCodes, sessionEvents, sessions, totpKeys } from '#platform/auth/schema.ts'
import type { Factor } from '#platform/auth/second-factor.ts'
import type { SessionEventKind } from '#platform/auth/session-events.ts'
import type { DbOrTx } from '#platform/db/client.ts'

export type Device = { id: string; device: string | null; seenAt: Date; beganAt: Date; isThis: boolean }
export type Security = {
  email: string
  isProved: boolean
  devices: Device[]
  /** Since when an authenticator app is asked for, and how many recovery codes are unused. Null: it is not set up. */
  totp: { since: Date; codesLeft: number } | null
  events: {
    id: string
    what: SessionEventKind
    factor: Factor | null
    device: string | null
    at: Date
  }[]
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
  const [[person], devices, events, totp] = await Promise.all([
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
        factor: sessionEvents.factor,
        device: sessionEvents.device,
        at: sessionEvents.at,
      })
      .from(sessionEvents)
      .where(eq(sessionEvents.customerId, customerId))
      .orderBy(desc(sessionEvents.id))
      .limit(MOST_EVENTS),
    readTotp(db, customerId),
  ])
  if (!person) return null
  const all = devices.map(device => ({ ...device, isThis: device.id === sessionId }))
  return { ...person, devices: all.toSorted((a, b) => Number(b.isThis) - Number(a.isThis)), totp, events }
}

async function readTotp(db: DbOrTx, customerId: string): Promise<Security['totp']> {
  const [kept] = await db
    .select({
      since: totpKeys.provedAt,
      codesLeft: sql<number>`(select count(*)::int from ${recoveryCodes} where ${recoveryCodes.customerId} = ${customerId} and ${recoveryCodes.usedAt} is null)`,
    })
    .from(totpKeys)
    .where(eq(totpKeys.customerId, customerId))
  return kept?.since ? { since: kept.since, codesLeft: kept.codesLeft } : null
}

/** What a mail about an event says, and to whom. Null: the account is gone. */
export async function readNotice(
  db: DbOrTx,
  { customerId, eventId }: { customerId: string; eventId: string },
) {
  const [found] = await db
    .select({
      what: sessionEvents.what,
      factor: sessionEvents.factor,
      device: sessionEvents.device,
      at: sessionEvents.at,
      email: customers.email,
    })
    .from(sessionEvents)
    .innerJoin(customers, eq(customers.id, sessionEvents.customerId))
    .where(and(eq(sessionEvents.customerId, customerId), eq(sessionEvents.id, eventId)))
  return found ?? null
}
