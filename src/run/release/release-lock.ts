import postgres from 'postgres'

/** Any number but that of the migrations: it names the lock that keeps two releases of one shop apart. */
const RELEASE_LOCK = 7_201_406

export type ReleaseLock = { letGo: () => Promise<void> }

/**
 * One release at a time. Postgres holds the lock for as long as our connection lives, so a dead process keeps nothing, and several
 * machines with one database share it. Null: somebody else has it.
 */
export async function takeReleaseLock(databaseUrl: string): Promise<ReleaseLock | null> {
  // The connection must stay the same one: by itself postgres.js renews it after half an hour.
  const client = postgres(databaseUrl, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: 'orderly-release' },
  })
  const letGo = () => client.end({ timeout: 2 })
  try {
    const [row] = await client<{ mine: boolean }[]>`select pg_try_advisory_lock(${RELEASE_LOCK}) as mine`
    if (row?.mine) return { letGo }
  } catch (error) {
    await letGo()
    throw error
  }
  await letGo()
  return null
}
