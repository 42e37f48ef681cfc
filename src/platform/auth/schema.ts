import { boolean, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { atMost, id, time, writtenAt } from '#platform/db/columns.ts'

// better-auth's tables, under the shop's own words. A visitor is a customer with is_anonymous.
export const customers = pgTable(
  'customers',
  {
    id: id(),
    name: text().notNull(),
    email: text().notNull().unique(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    isAnonymous: boolean().notNull().default(false),
    role: text().notNull().default('customer'),
    banned: boolean().notNull().default(false),
    banReason: text(),
    banExpires: time(),
    createdAt: writtenAt(),
    updatedAt: writtenAt(),
  },
  () => [
    check('customers_name_length', atMost('name', 'name')),
    check('customers_email_length', atMost('email', 'email')),
  ],
)

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    customerId: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    token: text().notNull().unique(),
    expiresAt: time().notNull(),
    ipAddress: text(),
    userAgent: text(),
    impersonatedBy: text(),
    createdAt: writtenAt(),
    updatedAt: writtenAt(),
  },
  table => [
    index('sessions_customer_idx').on(table.customerId),
    index('sessions_expiry_idx').on(table.expiresAt),
  ],
)

export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    customerId: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    accountId: text().notNull(),
    providerId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: time(),
    refreshTokenExpiresAt: time(),
    scope: text(),
    password: text(),
    createdAt: writtenAt(),
    updatedAt: writtenAt(),
  },
  table => [index('accounts_customer_idx').on(table.customerId)],
)

export const verifications = pgTable(
  'verifications',
  {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: time().notNull(),
    createdAt: writtenAt(),
    updatedAt: writtenAt(),
  },
  table => [index('verifications_identifier_idx').on(table.identifier)],
)
