import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { customers } from '#platform/auth/schema.ts'
import { atMost, id, time } from '#platform/db/columns.ts'
import { roles } from '#platform/rights/schema.ts'

/**
 * The people who were asked by mail to join the staff. The key of the mailed link is derived from the id (invitation-key.ts), so that nothing in
 * this table opens anything.
 */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    email: text().notNull(),
    roleId: uuid()
      .notNull()
      .references(() => roles.id, { onDelete: 'cascade' }),
    /** The warehouse to which the role will be bound; null: none. */
    warehouseId: uuid(),
    /** The person who asked. They must still hold what the role holds when it is accepted. Null: the shop itself or a program asked. */
    inviterId: uuid().references(() => customers.id, { onDelete: 'cascade' }),
    invitedBy: text().notNull(),
    invitedAt: time().notNull(),
    expiresAt: time().notNull(),
    acceptedAt: time(),
  },
  table => [
    uniqueIndex('invitations_open_idx').on(table.email, table.roleId).where(sql`accepted_at is null`),
    index('invitations_expiry_idx').on(table.expiresAt),
    check('invitations_email_length', atMost('email', 'email')),
  ],
)
