import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { Db, Tx } from '#platform/db/client.ts'
import type { JobSender } from '#platform/jobs/job-sender.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { type sessionEventKinds, sessionEvents } from './schema.ts'
import type { Factor } from './second-factor.ts'

/** The slice that writes mails is far above: it works through this queue. */
export const ACCOUNT_NOTICE_QUEUE = 'notifications.send-account-notice'
export const accountNoticeSchema = z.object({ customerId: z.uuid(), eventId: z.uuid() })
export type AccountNotice = z.infer<typeof accountNoticeSchema>

export type SessionEventKind = (typeof sessionEventKinds)[number]
type Noted = {
  customerId: string
  sessionId: string | null
  what: SessionEventKind
  device?: string | null
  factor?: Factor
}

/** Writes what happened in the transaction of its cause, and answers the event's id. */
export async function noteSessionEvent(tx: Tx, event: Noted): Promise<string> {
  const id = uuidv7()
  // By the clock that dates sessions, so that what came first is told from what came after.
  await tx.insert(sessionEvents).values({ id, ...event, at: new Date() })
  return id
}

/** The same, and a mail tells the account's owner. */
export async function tellOwner({ tx, send }: Pick<Transaction, 'tx' | 'send'>, event: Noted): Promise<void> {
  const eventId = await noteSessionEvent(tx, event)
  await send(ACCOUNT_NOTICE_QUEUE, { customerId: event.customerId, eventId } satisfies AccountNotice, eventId)
}

type Mailing = { db: Db; jobs?: JobSender }
type Written = Pick<Transaction, 'tx' | 'send'>

/** A transaction that may send mails. Where no jobs are sent there are none, such as in a command. */
export function mailing<Result>(
  { db, jobs }: Mailing,
  work: (transaction: Written) => Promise<Result>,
): Promise<Result> {
  if (jobs) return transact({ db, jobs }, work)
  return db.transaction(tx => work({ tx, send: async () => {} }))
}

type NewSession = { id: string; userId: string; device?: string | null | undefined }

/** A browser that never signed in to the account before is told to its owner. */
export async function noteSigningIn(
  settings: Mailing,
  { id: sessionId, userId: customerId, device = null }: NewSession,
  what: 'signed_up' | 'signed_in' | 'new_device',
): Promise<void> {
  const event = { customerId, sessionId, what, device }
  await mailing(settings, async transaction => {
    if (what === 'new_device') await tellOwner(transaction, event)
    else await noteSessionEvent(transaction.tx, event)
  })
}
