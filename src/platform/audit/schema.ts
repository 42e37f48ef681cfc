import { sql } from 'drizzle-orm'
import { bigint, check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { time } from '#platform/db/columns.ts'

/** Every change of staff and of keys, and every look at somebody's data. Rows are added and never changed. */
export const audit = pgTable(
  'audit',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: time().notNull(),
    /** As the histories of orders name them: `staff:0198…:Ada`, `key:0198…:warehouse`. */
    actor: text().notNull(),
    requestId: text(),
    /** The id under which the desk sent it, when it did. */
    actionId: uuid(),
    /** `change`: something was changed. `look`: personal data was read. */
    kind: text().$type<'change' | 'look'>().notNull(),
    /** `orders.cancel`. */
    action: text().notNull(),
    entity: text().notNull(),
    entityId: text().notNull(),
    before: jsonb(),
    after: jsonb(),
    reason: text(),
    /** The session of a person, how they had proved who they are in it, and when they last did. Null for a key. */
    sessionId: uuid(),
    factors: text().array(),
    provenAt: time(),
  },
  table => [
    index('audit_entity_idx').on(table.entity, table.entityId, table.id),
    index('audit_actor_idx').on(table.actor, table.id),
    index('audit_actor_name_idx').on(sql`split_part(actor, ':', 3)`, table.id),
    index('audit_action_id_idx').on(table.actionId).where(sql`action_id is not null`),
    check('audit_kind', sql`kind in ('change', 'look')`),
  ],
)

/** The rows in the order in which a job found them committed, each with a hash over itself and the one before. */
export const auditChain = pgTable('audit_chain', {
  position: bigint({ mode: 'number' }).primaryKey(),
  auditId: bigint({ mode: 'number' })
    .notNull()
    .unique()
    .references(() => audit.id),
  hash: text().notNull(),
})
