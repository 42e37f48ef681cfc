import postgres from 'postgres'
import { type DemoPerson, demoPeople } from '#slices/customers/demo/demo-people.ts'
import type { Progress } from './progress.ts'

type Filling = {
  /** It is the Postgres that the start brought, which nobody else fills. */
  isOurs: boolean
  /** The fingerprint of the files that run. */
  from: string
  /** The sandbox's people stand in on our floors: then a demo begins with one. */
  standsIn: boolean
  progress: Progress
}

/**
 * Brings the database up to date, and fills an empty shop with the demo. Both need every slice, and loading them takes longer than
 * opening the shop: a database of our own notes which files filled it, and is not looked through again for the same.
 */
export async function fillDatabase(
  url: string,
  { isOurs, from, standsIn, progress }: Filling,
): Promise<DemoPerson[]> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    if (isOurs && (await filledFrom(client)) === from) return await demoPeopleIn(client)
    await progress.during('tables', async () => {
      const { migrateDatabase } = await import('#platform/db/migrate.ts')
      const { queues } = await import('../what-follows.ts')
      await migrateDatabase(url, queues)
    })
    await progress.during('goods', async () => {
      const { seedDemo } = await import('#run/seed/seed.ts')
      await seedDemo({ ownFloor: standsIn })
      const { seedDemoHistory } = await import('#run/seed/seed-history.ts')
      await seedDemoHistory()
    })
    if (isOurs) await noteFilled(client, from)
    return await demoPeopleIn(client)
  } finally {
    await client.end({ timeout: 5 })
  }
}

/** Those of the demo's people who are there: a shop from before some of them joined, or whose owner sent them away, has fewer. */
async function demoPeopleIn(client: postgres.Sql): Promise<DemoPerson[]> {
  const there = await client<{ email: string }[]>`
    select email from customers where email = any (${demoPeople.map(({ email }) => email)})`
  return demoPeople.filter(person => there.some(({ email }) => email === person.email))
}

/** The note hangs on the table of the migrations, and goes with it. */
async function filledFrom(client: postgres.Sql): Promise<string | null> {
  const [row] = await client<{ note: string | null }[]>`
    select obj_description(to_regclass('drizzle.__drizzle_migrations'), 'pg_class') as note`
  return row?.note ?? null
}

async function noteFilled(client: postgres.Sql, from: string) {
  await client.unsafe(`comment on table drizzle.__drizzle_migrations is '${from}'`)
}
