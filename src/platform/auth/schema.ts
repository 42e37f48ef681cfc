import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
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
    /** When the account first got a role. It stays when the roles go, so that a role taken and given again is no second day of grace. */
    staffSince: time(),
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
    /** The end when nobody comes back; each visit moves it on, up to `endsAt`. */
    expiresAt: time().notNull(),
    /** The end in any case. A release that does not know the column gets the longest span. */
    endsAt: time().notNull().default(sql`now() + interval '90 days'`),
    /** The browser in words: `Firefox on Linux`. */
    device: text(),
    seenAt: writtenAt(),
    /** When the person last proved who they are: at signing in, or by typing the password again. */
    provenAt: time(),
    /** How they proved it: `password`, and the second factors of second-factor.ts. A visitor without an account has proved nothing. */
    factors: text().array().notNull().default(sql`'{}'`),
    /** Written by the release before this one only; the next release drops both columns. */
    ipAddress: text(),
    userAgent: text(),
    impersonatedBy: text(),
    createdAt: writtenAt(),
    updatedAt: writtenAt(),
  },
  table => [
    index('sessions_customer_idx').on(table.customerId),
    index('sessions_expiry_idx').on(table.expiresAt),
    check('sessions_end_in_time', sql`expires_at <= ends_at`),
  ],
)

/** How somebody proves who they are (second-factor.ts). `pin`: at a packing station alone. */
export const factors = ['password', 'totp', 'recovery_code', 'passkey', 'pin'] as const

/** What a person should know of in their account. */
export const sessionEventKinds = [
  'signed_up',
  'signed_in',
  'new_device',
  'ended',
  'address_proved',
  'password_changed',
  'email_changed',
  'factor_added',
  'factor_removed',
  'proven',
  'recovery_code_used',
] as const

/** Append-only: a trigger refuses UPDATE. No network address and no full user agent stands here. */
export const sessionEvents = pgTable(
  'session_events',
  {
    customerId: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    id: uuid().notNull(),
    /** The session in which it happened; it may be over by now. */
    sessionId: uuid(),
    what: text({ enum: sessionEventKinds }).notNull(),
    device: text(),
    /** Which factor was added, removed or used. */
    factor: text({ enum: factors }),
    at: writtenAt(),
  },
  table => [
    primaryKey({ columns: [table.customerId, table.id] }),
    index('session_events_age_idx').on(table.at),
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

/** The key that an account shares with an authenticator app, encrypted. */
export const totpKeys = pgTable('totp_keys', {
  customerId: uuid()
    .primaryKey()
    .references(() => customers.id, { onDelete: 'cascade' }),
  secret: text().notNull(),
  /** When the first code of it was typed. Before that, signing in does not ask for one. */
  provedAt: time(),
  /** The step of the last code that was used: it and those before it open nothing any more. */
  lastStep: bigint({ mode: 'number' }),
  createdAt: writtenAt(),
})

/** What stands in for the app when it is lost. Each opens once, and is kept as a hash. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    customerId: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    hash: text().notNull(),
    usedAt: time(),
  },
  table => [primaryKey({ columns: [table.customerId, table.hash] })],
)

/** The keys that devices and password managers keep for an account. What stands here opens nothing by itself. */
export const passkeys = pgTable(
  'passkeys',
  {
    customerId: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    /** As the browser names it, in base64url. */
    credentialId: text().notNull(),
    publicKey: text().notNull(),
    /** How often it was used, by its own count. One that is synced says 0 for ever. */
    counter: bigint({ mode: 'number' }).notNull(),
    transports: text().array().notNull().default(sql`'{}'`),
    name: text().notNull(),
    createdAt: writtenAt(),
    usedAt: time(),
  },
  table => [
    primaryKey({ columns: [table.customerId, table.credentialId] }),
    check('passkeys_name_length', sql`char_length(name) between 1 and 60`),
  ],
)
