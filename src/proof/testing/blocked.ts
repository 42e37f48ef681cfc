import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Db } from '#platform/db/client.ts'
import { eventually } from './eventually.ts'

/** Waits until a statement of this database waits for a lock that somebody else holds. */
export const untilBlocked = (db: Db) =>
  eventually(async () => {
    const blocked = await db.execute(
      sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    expect(blocked.length).toBeGreaterThan(0)
  })
