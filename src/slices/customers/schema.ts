import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { customers } from '#platform/auth/schema.ts'
import { atMost, id, time, writtenAt } from '#platform/db/columns.ts'

/**
 * The links that we mailed. A person who opens one reads the mail of its address. The key of a link is derived from its id
 * (proofs/proof-key.ts), so that nothing in this table opens anything.
 */
export const proofs = pgTable(
  'proofs',
  {
    id: id(),
    customerId: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    purpose: text({ enum: ['address', 'password', 'new_email'] }).notNull(),
    /** Where the link went. */
    email: text().notNull(),
    /** The address in whose place this one came. */
    replaced: text(),
    sentAt: writtenAt(),
    expiresAt: time().notNull(),
    usedAt: time(),
  },
  table => [
    index('proofs_customer_idx').on(table.customerId),
    index('proofs_expiry_idx').on(table.expiresAt),
    check('proofs_email_length', atMost('email', 'email')),
  ],
)
