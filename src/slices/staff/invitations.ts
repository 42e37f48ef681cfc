import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { Audited } from '#platform/audit/audited.ts'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { transact } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { EVERYTHING } from '#platform/rights/permission.ts'
import { readRights } from '#platform/rights/read-rights.ts'
import { roles, staffRoles } from '#platform/rights/schema.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { handOut } from '#slices/customers/account/acting.ts'
import { renewSession } from '#slices/customers/account/renew-session.ts'
import { noteMailRead } from '#slices/customers/proofs/use-proof.ts'
import { provedAccountOf } from '#slices/customers/queries.ts'
import { invitationKeyFits } from './invitation-key.ts'
import { lockRoleToGive, type WantedRole } from './roles.ts'
import { invitations } from './schema.ts'

/** The notifications slice is above this one and works through this queue. */
export const INVITATION_QUEUE = 'notifications.send-invitation'
export const invitationJobSchema = z.object({ invitationId: z.uuid() })

export const INVITATION_DAYS = 7
const DAY_MS = 86_400_000

export const invitationKeySchema = z.object({ id: z.uuid(), key: z.string().max(100) })
type InvitationKey = z.infer<typeof invitationKeySchema>

export type Invitation = typeof invitations.$inferSelect & { role: string }

export const auditedInvitation: Audited = {
  entity: 'invitation',
  stands: `
    select jsonb_build_object('email', i.email, 'role', r.name, 'warehouseId', i.warehouse_id, 'expiresAt', i.expires_at, 'acceptedAt', i.accepted_at)
    from invitations i join roles r on r.id = i.role_id where i.id = $1::text::uuid`,
}

/** The account that gets a role at once. Null: nobody has shown that they read mail at this address, so they are invited. */
export const accountToGive = (db: DbOrTx, email: string) => provedAccountOf(db, email)

/** Asks somebody by mail to join with a role. Asking again for the same role sends a new link in the place of the old one. */
export async function invite(
  ctx: RequestCtx,
  { id, email, ...wanted }: WantedRole & { id: string; email: string },
): Promise<void> {
  await transact(ctx, async ({ tx, send }) => {
    await lockRoleToGive(tx, wanted, ctx.rights)
    await tx
      .delete(invitations)
      .where(
        and(
          eq(invitations.email, email),
          eq(invitations.roleId, wanted.roleId),
          isNull(invitations.acceptedAt),
        ),
      )
    await tx.insert(invitations).values({
      id,
      email,
      ...wanted,
      inviterId: ctx.visitor?.customerId ?? null,
      invitedBy: actorName(ctx.actor),
      invitedAt: ctx.now(),
      expiresAt: new Date(ctx.now().getTime() + INVITATION_DAYS * DAY_MS),
    })
    await send(INVITATION_QUEUE, { invitationId: id }, uuidv7())
  })
}

/** Takes an open invitation back: its link opens nothing any more. */
export async function takeInvitationBack(ctx: RequestCtx, id: string): Promise<void> {
  await ctx.db.transaction(async tx => {
    const [taken] = await tx
      .delete(invitations)
      .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt)))
      .returning()
    if (!taken) throw new Refusal('not_found', 'There is no such open invitation.')
    await lockRoleToGive(tx, taken, ctx.rights)
  })
}

export async function readInvitation(db: DbOrTx, id: string): Promise<Invitation | null> {
  const [found] = await db
    .select({ invitation: invitations, role: roles.name })
    .from(invitations)
    .innerJoin(roles, eq(roles.id, invitations.roleId))
    .where(eq(invitations.id, id))
  return found ? { ...found.invitation, role: found.role } : null
}

export type OpenedInvitation = { email: string; role: string; state: 'open' | 'accepted' | 'expired' }

/** What the page behind the link shows. A wrong key and an unknown id are the same. */
export async function openInvitation(
  db: DbOrTx,
  { id, key }: InvitationKey,
  now: Date,
): Promise<OpenedInvitation | null> {
  if (!invitationKeyFits(id, key)) return null
  const found = await readInvitation(db, id)
  if (!found) return null
  const state = found.acceptedAt ? 'accepted' : found.expiresAt <= now ? 'expired' : 'open'
  return { email: found.email, role: found.role, state }
}

/**
 * Takes the role that somebody was asked to take. The account must have the address that the mail went to, which the link then
 * proves; and the person who asked must still hold what the role holds.
 */
export async function acceptInvitation(ctx: RequestCtx, { id, key }: InvitationKey): Promise<void> {
  const { visitor } = ctx
  if (!visitor || !invitationKeyFits(id, key)) throw new Refusal('not_found', GONE)
  const renewed = await transact(ctx, async transaction => {
    const { tx } = transaction
    const [taken] = await tx
      .update(invitations)
      .set({ acceptedAt: ctx.now() })
      .where(
        and(
          eq(invitations.id, id),
          eq(invitations.email, visitor.email),
          isNull(invitations.acceptedAt),
          gt(invitations.expiresAt, ctx.now()),
        ),
      )
      .returning()
    if (!taken) throw new Refusal('conflict', GONE)
    const { roleId, warehouseId, invitedBy: grantedBy } = taken
    await lockRoleToGive(tx, { roleId, warehouseId }, await rightsOfInviter(tx, taken.inviterId))
    await tx
      .insert(staffRoles)
      .values({ customerId: visitor.customerId, roleId, warehouseId, grantedBy })
      .onConflictDoNothing()
    await noteMailRead(transaction, { id, customerId: visitor.customerId }, visitor.sessionId)
    // More is open to it from now on: a copy of the old token must not profit.
    return renewSession(tx, visitor.sessionId, null)
  })
  handOut(ctx, renewed)
}

const GONE = 'This invitation was accepted or taken back, is for another address, or its week is over.'

const rightsOfInviter = async (tx: Tx, inviterId: string | null) =>
  inviterId ? readRights(tx, inviterId) : [EVERYTHING]

export type ListedInvitation = Pick<
  Invitation,
  'id' | 'email' | 'role' | 'warehouseId' | 'invitedAt' | 'expiresAt'
>

/** Invitations that nobody has accepted, the newest first. They are gone soon after their week. */
export async function readInvitations(db: DbOrTx): Promise<ListedInvitation[]> {
  const { id, email, warehouseId, invitedAt, expiresAt } = invitations
  return db
    .select({ id, email, warehouseId, invitedAt, expiresAt, role: roles.name })
    .from(invitations)
    .innerJoin(roles, eq(roles.id, invitations.roleId))
    .where(isNull(invitations.acceptedAt))
    .orderBy(sql`${invitedAt} desc`)
    .limit(MOST)
}
const MOST = 200
