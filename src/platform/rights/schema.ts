import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { customers } from '#platform/auth/schema.ts'
import { id, time, writtenAt } from '#platform/db/columns.ts'

/** A set of permissions under a name. The locked one is the owner's: it holds everything, and nobody changes it. */
export const roles = pgTable(
  'roles',
  {
    id: id(),
    name: text().notNull().unique(),
    about: text().notNull(),
    permissions: text().array().notNull(),
    locked: boolean().notNull().default(false),
    createdAt: writtenAt(),
    updatedAt: writtenAt(),
  },
  () => [check('roles_name_length', sql`char_length(name) between 1 and 60`)],
)

/** The roles of each member of staff. Without one, a person does not open the desk. */
export const staffRoles = pgTable(
  'staff_roles',
  {
    customerId: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    roleId: uuid()
      .notNull()
      .references(() => roles.id, { onDelete: 'restrict' }),
    /** Null: everywhere. Otherwise the role moves stock and parcels of this warehouse alone (permission.ts says which permissions that narrows). */
    warehouseId: uuid(),
    grantedBy: text().notNull(),
    grantedAt: writtenAt(),
  },
  table => [
    unique('staff_roles_once').on(table.customerId, table.roleId, table.warehouseId).nullsNotDistinct(),
    index('staff_roles_role_idx').on(table.roleId),
  ],
)

/** The keys of programs. The key itself is shown once and kept as a hash. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    name: text().notNull(),
    hash: text().notNull().unique(),
    /** After a rotation the secret before it goes on opening until `oldEndsAt`, so that a program can be moved over without a gap. */
    oldHash: text().unique(),
    oldEndsAt: time(),
    may: text().array().notNull(),
    createdBy: text().notNull(),
    createdAt: time().notNull(),
    expiresAt: time(),
    /** Written once a minute at most. */
    lastUsedAt: time(),
    revokedAt: time(),
  },
  () => [
    check('api_keys_name_length', sql`char_length(name) between 1 and 80`),
    check('api_keys_may_something', sql`cardinality(may) > 0`),
    check('api_keys_old_ends', sql`(old_hash is null) = (old_ends_at is null)`),
  ],
)
