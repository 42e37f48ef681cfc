import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { minor, time, writtenAt } from '#platform/db/columns.ts'
import type { Conditions, Effect } from './promotion.ts'

export const promotionStates = ['live', 'paused', 'ended'] as const

/** What is given stands in the version; here stands when, to how many, and whether at all. Its id is the caller's. */
export const promotions = pgTable(
  'promotions',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    state: text({ enum: promotionStates }).notNull().default('live'),
    /** Without a code it gives nothing. Otherwise every order gets it that meets its conditions. */
    needsCode: boolean().notNull(),
    /** Null: from the moment on in which it was made. */
    startsAt: time(),
    /** The first moment in which it gives nothing more. */
    endsAt: time(),
    limitTotal: integer(),
    limitPerCustomer: smallint(),
    version: integer().notNull().default(1),
    inputHash: text().notNull(),
    createdAt: writtenAt(),
    actor: text().notNull(),
  },
  table => [
    // Every order that is placed asks for these.
    index('promotions_automatic_idx').on(table.id).where(sql`state = 'live' and not needs_code`),
    index('promotions_newest_idx').on(table.createdAt.desc(), table.id.desc()),
    check('promotions_state', sql`state in ('live', 'paused', 'ended')`),
    check('promotions_times', sql`ends_at > starts_at`),
    check('promotions_limits', sql`limit_total > 0 and limit_per_customer between 1 and 100`),
  ],
)

const ofPromotion = () =>
  uuid()
    .notNull()
    .references(() => promotions.id)

/** What a promotion gave from some moment on. It stays as it was written, since orders name it. */
export const promotionVersions = pgTable(
  'promotion_versions',
  {
    promotionId: ofPromotion(),
    version: integer().notNull(),
    effect: jsonb().$type<Effect>().notNull(),
    conditions: jsonb().$type<Conditions>().notNull(),
    combines: boolean().notNull(),
    writtenAt: writtenAt(),
    actor: text().notNull(),
  },
  table => [primaryKey({ columns: [table.promotionId, table.version] })],
)

/** Codes that were made together, of which each is good for one order. The codes follow from the row's id and the shop's secret. */
export const promotionBatches = pgTable(
  'promotion_batches',
  {
    id: uuid().primaryKey(),
    promotionId: ofPromotion(),
    prefix: text().notNull(),
    codes: integer().notNull(),
    madeAt: writtenAt(),
    actor: text().notNull(),
  },
  table => [
    index('promotion_batches_promotion_idx').on(table.promotionId, table.madeAt.desc()),
    check('promotion_batches_codes', sql`codes between 1 and 1000000`),
  ],
)

/** Of single-use codes nobody can read the code here. The one that everybody shares is no secret. */
export const promotionCodes = pgTable(
  'promotion_codes',
  {
    id: uuid().primaryKey(),
    promotionId: ofPromotion(),
    /** SHA-256 of the code in capitals, in hexadecimal digits. */
    codeHash: text().notNull(),
    /** The code that is shared, as it is shown. Null: it is single-use. */
    shared: text(),
    batchId: uuid(),
    /** The order that holds or has used a single-use code. */
    usedBy: uuid(),
    /** It unlocks nothing any more: the promotion has another code, or another promotion has this one. */
    retiredAt: time(),
  },
  table => [
    uniqueIndex('promotion_codes_hash_idx').on(table.codeHash).where(sql`retired_at is null`),
    uniqueIndex('promotion_codes_shared_idx')
      .on(table.promotionId)
      .where(sql`shared is not null and retired_at is null`),
    check('promotion_codes_kind', sql`(shared is null) = (batch_id is not null)`),
    check('promotion_codes_used', sql`used_by is null or shared is null`),
  ],
)

/** How often a promotion is used by orders that hold or keep it. A large limit is shared out, so that buyers do not wait for one row. */
export const promotionBudgets = pgTable(
  'promotion_budgets',
  {
    promotionId: ofPromotion(),
    bucket: smallint().notNull(),
    used: integer().notNull().default(0),
    /** Null: as often as somebody wants. */
    shareLimit: integer(),
  },
  table => [
    primaryKey({ columns: [table.promotionId, table.bucket] }),
    check('promotion_budgets_within_limit', sql`0 <= used and used <= share_limit`),
    check('promotion_budgets_not_negative', sql`0 <= used and bucket between 0 and 15`),
  ],
)

export const redemptionStates = ['held', 'kept', 'released'] as const

/**
 * What an order uses of a promotion. The orders slice is above this one, so the order has no foreign key. The budget's row proves that
 * the promotion is there: a foreign key would have every order of a busy promotion lock its single row.
 */
export const redemptions = pgTable(
  'redemptions',
  {
    orderId: uuid().notNull(),
    promotionId: uuid().notNull(),
    version: integer().notNull(),
    codeId: uuid(),
    bucket: smallint().notNull(),
    state: text({ enum: redemptionStates }).notNull().default('held'),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    /** The customer's keys under which it took a slot each; none where everybody may use the promotion as often as they like. */
    customerKeys: text().array().notNull(),
    heldAt: writtenAt(),
    keptAt: time(),
    releasedAt: time(),
  },
  table => [
    primaryKey({ columns: [table.orderId, table.promotionId] }),
    check('redemptions_state', sql`state in ('held', 'kept', 'released')`),
    check('redemptions_times', sql`(state = 'released') = (released_at is not null)`),
    check('redemptions_amount', sql`amount_minor >= 0 and currency ~ '^[A-Z]{3}$'`),
  ],
)

/** Each use of a promotion with a limit per customer has a number, under each key of its customer. There are no more numbers than the limit. */
export const redemptionSlots = pgTable(
  'redemption_slots',
  {
    promotionId: uuid().notNull(),
    /** The hash of `customer:<id>` or of `email:<address>`. */
    customerKey: text().notNull(),
    slot: smallint().notNull(),
    orderId: uuid().notNull(),
  },
  table => [
    primaryKey({ columns: [table.promotionId, table.customerKey, table.slot] }),
    check('redemption_slots_slot', sql`slot between 1 and 100`),
  ],
)

/** Published: the promotions that orders get without a code. Whether one is live at some moment is asked apart. */
export const automaticPromotions = pgView('automatic_promotions', { id: uuid().notNull() }).existing()
