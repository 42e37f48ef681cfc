import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
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
    grantedBy: text().notNull(),
    grantedAt: writtenAt(),
  },
  table => [
    primaryKey({ columns: [table.customerId, table.roleId] }),
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
  ],
)
