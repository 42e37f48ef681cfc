import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Db } from '#platform/db/client.ts'
import { eventually } from './eventually.ts'

/** Waits until so many statements of this database wait for locks that others hold. */
export const untilBlocked = (db: Db, least = 1) =>
  eventually(async () => {
    const blocked = await db.execute(
      sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    expect(blocked.length).toBeGreaterThanOrEqual(least)
  })
