import { and, eq, isNull, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Audited } from '#platform/audit/audited.ts'
import type { Tx } from '#platform/db/client.ts'
import { actorName } from '#platform/lib/actor.ts'
import { lacksPermission, Refusal } from '#platform/lib/refusal.ts'
import { beyond, rightsOf } from '#platform/rights/permission.ts'
import { roles, staffRoles } from '#platform/rights/schema.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'

/** A person by id, with the names of their roles. */
export const auditedPerson: Audited = {
  entity: 'person',
  stands: `
    select jsonb_build_object('roles', coalesce(jsonb_agg(r.name || coalesce('@' || s.warehouse_id, '') order by r.name), '[]'))
    from staff_roles s join roles r on r.id = s.role_id where s.customer_id = $1::text::uuid`,
}

/** A new role has no id yet and is found by its name. */
export const auditedRole: Audited = {
  entity: 'role',
  stands: `
    select jsonb_build_object('name', name, 'about', about, 'permissions', permissions)
    from roles where $1::text in (id::text, name) limit 1`,
}

/** Gives somebody a role. Nobody gives what they do not hold. */
export async function giveRole(ctx: RequestCtx, { customerId, ...wanted }: HeldRole): Promise<void> {
  await ctx.db.transaction(async tx => {
    await lockRoleToGive(tx, wanted, ctx.rights)
    await tx
      .insert(staffRoles)
      .values({ customerId, ...wanted, grantedBy: actorName(ctx.actor) })
      .onConflictDoNothing()
  })
}

/** A role, and the warehouse that it is bound to. */
export type WantedRole = { roleId: string; warehouseId: string | null }
export type HeldRole = WantedRole & { customerId: string }

/** The role, when somebody with these rights may give it. The owner's is bound to no place. */
export async function lockRoleToGive(tx: Tx, { roleId, warehouseId }: WantedRole, rights: readonly string[]) {
  const role = await lockRole(tx, roleId)
  refuseBeyond(rights, rightsOf(role.permissions, warehouseId))
  if (role.locked && warehouseId)
    throw new Refusal('validation_failed', 'An owner is one everywhere.', [
      { path: 'warehouseId', message: 'An owner is one everywhere' },
    ])
  return role
}

/** Takes a role away. The last owner stays one. */
export async function takeRole(
  ctx: RequestCtx,
  { customerId, roleId, warehouseId }: HeldRole,
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const role = await lockRole(tx, roleId)
    refuseBeyond(ctx.rights, rightsOf(role.permissions, warehouseId))
    if (role.locked) {
      const others = await tx
        .select({ id: staffRoles.customerId })
        .from(staffRoles)
        .where(and(eq(staffRoles.roleId, roleId), sql`${staffRoles.customerId} <> ${customerId}`))
        .limit(1)
      if (others.length === 0)
        throw new Refusal('conflict', 'A shop keeps one owner at least. Make somebody else an owner first.')
    }
    await tx
      .delete(staffRoles)
      .where(
        and(
          eq(staffRoles.customerId, customerId),
          eq(staffRoles.roleId, roleId),
          warehouseId ? eq(staffRoles.warehouseId, warehouseId) : isNull(staffRoles.warehouseId),
        ),
      )
  })
}

export type RoleInput = { name: string; about: string; permissions: string[] }

/** Makes a role, or changes one. Nobody puts into it, or takes out of it, what they do not hold. */
export async function saveRole(
  ctx: RequestCtx,
  { id, ...role }: RoleInput & { id: string | null },
): Promise<string> {
  refuseBeyond(ctx.rights, role.permissions)
  return ctx.db.transaction(async tx => {
    await refuseTakenName(tx, role.name, id)
    if (id === null) {
      const made = uuidv7()
      await tx.insert(roles).values({ id: made, ...role })
      return made
    }
    const before = await lockRole(tx, id)
    if (before.locked) throw new Refusal('conflict', 'The owner’s role stays as it is.')
    refuseBeyond(ctx.rights, before.permissions)
    await tx
      .update(roles)
      .set({ ...role, updatedAt: ctx.now() })
      .where(eq(roles.id, id))
    return id
  })
}

/** Deletes a role that nobody has. */
export async function deleteRole(ctx: RequestCtx, id: string): Promise<void> {
  await ctx.db.transaction(async tx => {
    const role = await lockRole(tx, id)
    if (role.locked) throw new Refusal('conflict', 'The owner’s role stays as it is.')
    refuseBeyond(ctx.rights, role.permissions)
    const [held] = await tx.select().from(staffRoles).where(eq(staffRoles.roleId, id)).limit(1)
    if (held) throw new Refusal('conflict', 'Somebody has this role. Take it from them first.')
    await tx.delete(roles).where(eq(roles.id, id))
  })
}

async function lockRole(tx: Tx, id: string) {
  const [role] = await tx.select().from(roles).where(eq(roles.id, id)).for('update')
  if (!role) throw new Refusal('not_found', 'There is no such role.')
  return role
}

async function refuseTakenName(tx: Tx, name: string, own: string | null) {
  const [taken] = await tx.select({ id: roles.id }).from(roles).where(eq(roles.name, name))
  if (taken && taken.id !== own)
    throw new Refusal('validation_failed', 'Another role has this name.', [
      { path: 'name', message: 'Another role has this name' },
    ])
}

export function refuseBeyond(own: readonly string[], wanted: readonly string[]): void {
  const more = beyond(own, wanted)
  if (more.length)
    throw lacksPermission(
      `You do not hold this yourself, so you cannot give or take it: ${more.join(', ')}.`,
      more[0],
    )
}
