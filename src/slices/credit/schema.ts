import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { customers } from '#platform/auth/schema.ts'
import { atMost, id, minor, time, writtenAt } from '#platform/db/columns.ts'

export const creditKinds = ['gift_card', 'store_credit'] as const
export type CreditKind = (typeof creditKinds)[number]

export const accountStates = ['active', 'blocked'] as const
export type AccountState = (typeof accountStates)[number]

/** Money that the shop owes: a gift card, owed to its holder, or the store credit of a customer. */
export const creditAccounts = pgTable(
  'credit_accounts',
  {
    id: id(),
    kind: text().$type<CreditKind>().notNull(),
    /** The owner of store credit. The row stays when they delete their account: the money is still owed, and names nobody any more. */
    customerId: uuid().references(() => customers.id, { onDelete: 'set null' }),
    /** SHA-256 of the code. The code itself stands nowhere. */
    codeHash: text().unique(),
    codeEnd: text(),
    currency: text().notNull(),
    /** What can be spent. It changes in one statement with the count of entries, before the entry is written. */
    balanceMinor: minor().notNull().default(0),
    /** How many entries were written: the number of the last one. */
    entries: integer().notNull().default(0),
    state: text().$type<AccountState>().notNull().default('active'),
    /** The last day on which it can be spent, in the shop's calendar. */
    expiresOn: date({ mode: 'string' }),
    /** Where the card is mailed. */
    email: text(),
    message: text(),
    /** The day on which it is mailed, and not before. */
    deliverOn: date({ mode: 'string' }),
    /** How often its mail was announced: 0 before its day. */
    mails: integer().notNull().default(0),
    /** SHA-256 of what was asked for under this id. */
    inputHash: text(),
    createdAt: writtenAt(),
  },
  table => [
    uniqueIndex('credit_accounts_one_a_customer_idx')
      .on(table.customerId, table.currency)
      .where(sql`kind = 'store_credit'`),
    index('credit_accounts_newest_idx').on(table.kind, table.createdAt.desc(), table.id.desc()),
    index('credit_accounts_end_idx').on(table.codeEnd),
    index('credit_accounts_email_idx').on(table.email),
    index('credit_accounts_to_mail_idx').on(table.deliverOn).where(sql`mails = 0 and email is not null`),
    index('credit_accounts_to_expire_idx').on(table.expiresOn).where(sql`balance_minor > 0`),
    check('credit_accounts_kind', sql`kind in ('gift_card', 'store_credit')`),
    check('credit_accounts_state', sql`state in ('active', 'blocked')`),
    check('credit_accounts_never_below_nought', sql`balance_minor >= 0`),
    check('credit_accounts_counted', sql`entries >= 0 and mails >= 0`),
    check(
      'credit_accounts_code_of_cards',
      sql`(kind = 'gift_card') = (code_hash is not null) and (code_hash is null) = (code_end is null)`,
    ),
    check('credit_accounts_cards_have_no_owner', sql`kind = 'store_credit' or customer_id is null`),
    check('credit_accounts_email_length', atMost('email', 'email')),
    check('credit_accounts_message_length', atMost('message', 'giftMessage')),
  ],
)

export const entryKinds = ['issue', 'hold', 'release', 'refund', 'grant', 'adjust', 'expire'] as const
export type EntryKind = (typeof entryKinds)[number]

/** Each change of a balance, once because of one thing. Rows are added and never changed. */
export const creditEntries = pgTable(
  'credit_entries',
  {
    accountId: uuid()
      .notNull()
      .references(() => creditAccounts.id),
    /** 1, 2, 3 … in the order in which the balance changed. */
    number: integer().notNull(),
    kind: text().$type<EntryKind>().notNull(),
    /** What the balance gained. */
    amountMinor: minor().notNull(),
    /** What it follows from: an order, a refund, a return, or the action of a person. */
    because: text().notNull(),
    // The orders slice is above this one, so this column has no foreign key.
    orderId: uuid(),
    /** In the words of the person who did it. */
    reason: text(),
    /** Null where it follows from an order or from a day. */
    actor: text(),
    at: time().notNull(),
  },
  table => [
    primaryKey({ columns: [table.accountId, table.number] }),
    unique('credit_entries_once').on(table.accountId, table.kind, table.because),
    index('credit_entries_at_idx').on(table.at),
    check(
      'credit_entries_kind',
      sql`kind in ('issue', 'hold', 'release', 'refund', 'grant', 'adjust', 'expire')`,
    ),
    check(
      'credit_entries_direction',
      sql`amount_minor <> 0 and case kind when 'adjust' then true when 'hold' then amount_minor < 0 when 'expire' then amount_minor < 0 else amount_minor > 0 end`,
    ),
    check('credit_entries_order', sql`(kind in ('hold', 'release', 'refund')) = (order_id is not null)`),
    check('credit_entries_reason_length', atMost('reason', 'reason')),
    check('credit_entries_because_length', sql`char_length(because) between 1 and 200`),
  ],
)

export const holdStates = ['held', 'kept', 'released'] as const
export type HoldState = (typeof holdStates)[number]

/** What an order took from an account: held when it is placed, kept when it is confirmed, released when it ends otherwise. */
export const creditHolds = pgTable(
  'credit_holds',
  {
    orderId: uuid().notNull(),
    accountId: uuid().notNull(),
    amountMinor: minor().notNull(),
    refundedMinor: minor().notNull().default(0),
    /** How often the order held it: an order that was given up for want of a bank is tried once more. */
    turn: integer().notNull().default(1),
    state: text().$type<HoldState>().notNull().default('held'),
    heldAt: time().notNull(),
    endedAt: time(),
  },
  table => [
    primaryKey({ columns: [table.orderId, table.accountId] }),
    foreignKey({
      name: 'credit_holds_account',
      columns: [table.accountId],
      foreignColumns: [creditAccounts.id],
    }),
    index('credit_holds_account_idx').on(table.accountId),
    check('credit_holds_state', sql`state in ('held', 'kept', 'released')`),
    check(
      'credit_holds_refunded_within_amount',
      sql`amount_minor > 0 and 0 <= refunded_minor and refunded_minor <= amount_minor`,
    ),
    check('credit_holds_only_kept_is_refunded', sql`state = 'kept' or refunded_minor = 0`),
    check('credit_holds_ended', sql`(state = 'held') = (ended_at is null)`),
  ],
)
