import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { customers } from '#platform/auth/schema.ts'
import { atMost, id, time, writtenAt } from '#platform/db/columns.ts'
import type { Address } from './addresses/address-fields.ts'

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

/** The addresses that a customer keeps (book/). One of them is filled in at the checkout. */
export const addresses = pgTable(
  'addresses',
  {
    customerId: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    /** The page makes it before sending. */
    id: uuid().notNull(),
    label: text().notNull(),
    address: jsonb().$type<Address>().notNull(),
    isDefault: boolean().notNull(),
    createdAt: time().notNull(),
  },
  table => [
    primaryKey({ columns: [table.customerId, table.id] }),
    uniqueIndex('addresses_default_idx').on(table.customerId).where(sql`is_default`),
    check('addresses_label_length', atMost('label', 'addressLabel')),
    check('addresses_address_length', atMost('address::text', 'addressJson')),
  ],
)
