import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import type { Permission } from '#platform/rights/permission.ts'
import { sessions } from './schema.ts'
import { asideCookie, cookieAside, SEEING_COOKIE, sessionCookie } from './session-cookie.ts'

/** What it takes to see the shop as a customer does. Somebody who loses it sees nothing more, from the next request on. */
export const MAY_SEE_AS: Permission = 'customers.see_as'

/** Long enough to find what is wrong on a page. It ends by itself. */
const SEEING_MINUTES = 30
const TOKEN_BYTES = 24

type Seeing = { token: string; endsAt: Date }

/** Begins a session in which staff see the shop as the customer sees it. Nothing can be changed in it (trpc/init.ts, rest/look-only.ts). */
export async function beginSeeing(
  tx: Tx,
  { customerId, staffId }: { customerId: string; staffId: string },
  now: Date,
): Promise<Seeing> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const endsAt = new Date(now.getTime() + SEEING_MINUTES * 60_000)
  await tx.insert(sessions).values({
    id: uuidv7(),
    customerId,
    token,
    expiresAt: endsAt,
    endsAt,
    device: 'Somebody of the shop',
    impersonatedBy: staffId,
  })
  return { token, endsAt }
}

export async function endSeeing(tx: Tx, sessionId: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.id, sessionId))
}

/** The customer's session in place of the member of staff's own, which is put aside; pages show by the last cookie that they are seen so. */
export function cookiesOfSeeing(headers: Headers, seeing: Seeing): string[] {
  const age = SEEING_MINUTES * 60
  return [
    sessionCookie(seeing),
    asideCookie(headers, age),
    `${SEEING_COOKIE}=1; Max-Age=${age}; Path=/; SameSite=Lax`,
  ]
}

/** The member of staff's own session again; without one in the browser, none. */
export function cookiesAfterSeeing(headers: Headers): string[] {
  return [
    cookieAside(headers),
    asideCookie(new Headers(), 0),
    `${SEEING_COOKIE}=; Max-Age=0; Path=/; SameSite=Lax`,
  ]
}
