import { database } from '#platform/db/client.ts'
import { holds } from '#platform/rights/permission.ts'
import { readRights } from '#platform/rights/read-rights.ts'
import { auth } from './auth.ts'
import { type SecondFactor, secondFactorOf } from './second-factor.ts'
import { MAY_SEE_AS } from './seeing-as.ts'
import { bearsSession, withoutSession } from './session-cookie.ts'

/** Of an account with at least one role. Which roles it has is in staff_roles. */
export const STAFF_ROLE = 'admin'

/** The person at the other end. A visitor without a cart has no session at all. */
export type Visitor = {
  customerId: string
  name: string
  email: string
  isAnonymous: boolean
  isStaff: boolean
  /** The permissions of all their roles. */
  rights: readonly string[]
  sessionId: string
  /** How the person proved who they are in this session: `password`; nothing of a visitor. */
  factors: readonly string[]
  /** When they last proved it. */
  provenAt: Date | null
  /** The member of staff who sees the shop as this person, and changes nothing. */
  seenBy: string | null
  /** Without the second factor that staff need, a session has none of their rights. */
  secondFactor: SecondFactor
  /** The packing station at which they work by PIN (platform/stations/worker.ts). */
  station?: { id: string; name: string; warehouseId: string }
} | null

export async function visitorOf(headers: Headers): Promise<Visitor> {
  if (!bearsSession(headers.get('cookie'))) return null
  const session = await auth().api.getSession({ headers })
  if (!session) return null
  // A banned account has no session any more when better-auth is asked for it (standing.ts).
  const {
    id,
    name,
    email,
    isAnonymous,
    role,
    staffSince = null,
  } = session.user as typeof session.user & Facts
  const { id: sessionId, factors, provenAt } = session.session
  const seenBy = (session.session as { impersonatedBy?: string | null }).impersonatedBy ?? null
  if (seenBy && !holds(await readRights(database(), seenBy), MAY_SEE_AS)) return null
  // Somebody who only sees the shop as this person gets none of their rights.
  const isStaff = role === STAFF_ROLE && !seenBy
  const secondFactor: SecondFactor = isStaff
    ? secondFactorOf({ email, staffSince, factors }, new Date())
    : { kind: 'not_asked' }
  // A shopper is asked for no roles: the look-up costs them nothing.
  const rights = isStaff && secondFactor.kind !== 'missing' ? await readRights(database(), id) : []
  return {
    customerId: id,
    name,
    email,
    isAnonymous: Boolean(isAnonymous),
    isStaff: rights.length > 0,
    rights,
    sessionId,
    factors,
    provenAt: provenAt ?? null,
    seenBy,
    secondFactor,
  }
}

type Facts = { isAnonymous?: boolean | null; role?: string | null; staffSince?: Date | null }

/** Gives a visitor a session of their own; the cookies go out with the answer. */
export async function beginVisitorSession(requestHeaders: Headers, answerHeaders: Headers): Promise<string> {
  const { headers, response } = await auth().api.signInAnonymous({
    headers: withoutSession(requestHeaders),
    returnHeaders: true,
  })
  for (const cookie of headers.getSetCookie()) answerHeaders.append('set-cookie', cookie)
  if (!response) throw new Error('The visitor session could not be begun.')
  return response.user.id
}
