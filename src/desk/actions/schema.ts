import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, time } from '#platform/db/columns.ts'

/** `open`: the action was cut short, so only its subject shows the outcome. `called_off`: the desk asked about it before it came, so it does nothing when it comes. */
export const deskActionStates = ['begun', 'open', 'done', 'refused', 'called_off'] as const
export type DeskActionState = (typeof deskActionStates)[number]

/** The actions that staff sent from the desk, by the id that the browser made. A browser that lost the answer asks for the outcome by this id. */
export const deskActions = pgTable(
  'desk_actions',
  {
    id: id(),
    action: text().notNull(),
    /** The SHA-256 of the input; null while the action has not come. */
    inputHash: text(),
    customerId: uuid().notNull(),
    state: text().$type<DeskActionState>().notNull(),
    /** The answer, or the sentence of the refusal. */
    outcome: jsonb(),
    begunAt: time().notNull(),
    endedAt: time(),
  },
  table => [
    index('desk_actions_begun_idx').using('brin', table.begunAt),
    check('desk_actions_state', sql`state in ('begun', 'open', 'done', 'refused', 'called_off')`),
  ],
)
