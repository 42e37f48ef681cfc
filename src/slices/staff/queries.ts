import { and, desc, eq, gt, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { audit } from '#platform/audit/schema.ts'
import type { DbOrTx } from '#platform/db/client.ts'
import { readPage } from '#platform/lib/pages.ts'
import { apiKeys, roles, staffRoles } from '#platform/rights/schema.ts'
import { peopleOf } from '#slices/customers/queries.ts'

export type AuditEntry = typeof audit.$inferSelect

export type AuditAsked = {
  /** The whole actor (`staff:0198…:Ada`), its beginning (`staff:0198…`, `key`), or the name at its end. */
  actor?: string | undefined
  entity?: string | undefined
  entityId?: string | undefined
  action?: string | undefined
  /** The last row of the page before. */
  after?: number | undefined
  limit: number
}

/** The audit, newest first. */
export async function readAudit(
  db: DbOrTx,
  asked: AuditAsked,
): Promise<{ entries: AuditEntry[]; next: number | null }> {
  const { actor, entity, entityId, action, after, limit } = asked
  const where: (SQL | undefined)[] = [
    actor ? isActor(actor) : undefined,
    entity ? eq(audit.entity, entity) : undefined,
    entityId ? eq(audit.entityId, entityId) : undefined,
    action ? eq(audit.action, action) : undefined,
    after ? lt(audit.id, after) : undefined,
  ]
  const { rows, next } = await readPage(
    limit,
    most =>
      db
        .select()
        .from(audit)
        .where(and(...where))
        .orderBy(desc(audit.id))
        .limit(most),
    row => row.id,
  )
  return { entries: rows, next }
}

/** Each arm has an index of its own; `;` is the character after `:`. */
function isActor(actor: string): SQL | undefined {
  if (!actor.includes(':') && !KINDS.includes(actor))
    return sql`split_part(${audit.actor}, ':', 3) = ${actor}`
  return or(eq(audit.actor, actor), and(gt(audit.actor, `${actor}:`), lt(audit.actor, `${actor};`)))
}
const KINDS = ['staff', 'key', 'system', 'customer']

export type StaffMember = {
  id: string
  name: string
  email: string
  roles: { id: string; name: string; warehouseId: string | null }[]
}

/** Everybody with a role, by name. There are as many as the shop has staff. */
export async function readStaff(db: DbOrTx): Promise<StaffMember[]> {
  const held = await db
    .select({
      customerId: staffRoles.customerId,
      id: roles.id,
      name: roles.name,
      warehouseId: staffRoles.warehouseId,
    })
    .from(staffRoles)
    .innerJoin(roles, eq(roles.id, staffRoles.roleId))
    .orderBy(roles.name)
    .limit(MOST_STAFF)
  const byPerson = Map.groupBy(held, ({ customerId }) => customerId)
  const people = await peopleOf(db, [...byPerson.keys()])
  return people.map(person => ({
    ...person,
    roles: (byPerson.get(person.id) ?? []).map(({ customerId: _, ...role }) => role),
  }))
}

const MOST_STAFF = 1_000

export type Role = {
  id: string
  name: string
  about: string
  permissions: string[]
  locked: boolean
  people: number
}

export async function readRoles(db: DbOrTx): Promise<Role[]> {
  return db
    .select({
      id: roles.id,
      name: roles.name,
      about: roles.about,
      permissions: roles.permissions,
      locked: roles.locked,
      people: sql<number>`(select count(*)::int from ${staffRoles} where ${staffRoles.roleId} = ${roles.id})`,
    })
    .from(roles)
    .orderBy(desc(roles.locked), roles.createdAt, roles.id)
}

export type ListedKey = Omit<typeof apiKeys.$inferSelect, 'hash' | 'oldHash'>

/** Keys that open something, the newest first, and the last that were taken back. */
export async function readKeys(db: DbOrTx): Promise<ListedKey[]> {
  const { id, name, may, createdBy, createdAt, expiresAt, oldEndsAt, lastUsedAt, revokedAt } = apiKeys
  return db
    .select({ id, name, may, createdBy, createdAt, expiresAt, oldEndsAt, lastUsedAt, revokedAt })
    .from(apiKeys)
    .orderBy(desc(isNull(apiKeys.revokedAt)), desc(apiKeys.createdAt))
    .limit(MOST_KEYS)
}

const MOST_KEYS = 200
