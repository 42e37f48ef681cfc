import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, time } from '#platform/db/columns.ts'

/** `open`: it was cut short, so what came of it stands with its subject. `called_off`: looked for before it came; it does nothing when it comes. */
export const deskActionStates = ['begun', 'open', 'done', 'refused', 'called_off'] as const
export type DeskActionState = (typeof deskActionStates)[number]

/** What staff sent from the desk, by the id that the browser made: what became of it can be asked when its answer is lost. */
export const deskActions = pgTable(
  'desk_actions',
  {
    id: id(),
    action: text().notNull(),
    /** SHA-256 of what was sent; null while it has not come. */
    inputHash: text(),
    customerId: uuid().notNull(),
    state: text().$type<DeskActionState>().notNull(),
    /** What was answered, or the sentence of the refusal. */
    outcome: jsonb(),
    begunAt: time().notNull(),
    endedAt: time(),
  },
  table => [
    index('desk_actions_begun_idx').using('brin', table.begunAt),
    check('desk_actions_state', sql`state in ('begun', 'open', 'done', 'refused', 'called_off')`),
  ],
)
