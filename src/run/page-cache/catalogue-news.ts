import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import type { Log } from '#platform/lib/log.ts'

/** The tags of a change, with a space between them, or `*`. Triggers on the catalogue's tables send them. */
export const CATALOGUE_CHANNEL = 'catalogue'
/** A process's call to itself, by which it knows that it still hears. */
const BEAT = 'beat:'
const BEAT_EVERY_MS = 400
/** A process that has not heard its own call for this long may have missed news. */
const DEAF_AFTER_MS = 1_000
/** Past this the connection is given up and another is made. */
const GIVE_UP_AFTER_MS = 10_000

export type CatalogueNews = { isHeard: () => boolean; close: () => Promise<void> }

type Heard = { onChange: (tags: string[]) => void; onMissed: () => void }

/**
 * Listens for changes of the catalogue on a connection of its own. A connection may be dead without anybody telling,
 * so the process calls itself through the database, and knows that it hears when its own call comes back.
 */
export async function listenForCatalogueNews(
  settings: { databaseUrl: string; speak: postgres.Sql; log: Log } & Heard,
): Promise<CatalogueNews> {
  const { databaseUrl, speak, log, onChange, onMissed } = settings
  const ownWord = `${BEAT}${randomUUID()}`
  let heardAt = Number.NEGATIVE_INFINITY
  let triedAt = performance.now()

  const hear = (said: string) => {
    if (said === ownWord) heardAt = performance.now()
    else if (!said.startsWith(BEAT)) onChange(said.split(' '))
  }
  const open = () => {
    const client = postgres(databaseUrl, {
      max: 1,
      connect_timeout: 5,
      onnotice: () => {},
      connection: { application_name: 'orderly-catalogue-news' },
    })
    // It missed all news from before it began to listen.
    void client.listen(CATALOGUE_CHANNEL, hear, onMissed).catch(error => {
      if (client === listening) log.warn({ error: String(error) }, 'the catalogue’s news cannot be heard')
    })
    return client
  }
  let listening = open()

  const beat = async () => {
    const now = performance.now()
    if (now - Math.max(heardAt, triedAt) > GIVE_UP_AFTER_MS) {
      log.warn('the catalogue’s news are not heard any more; listening again')
      triedAt = now
      const given = listening
      listening = open()
      void given.end({ timeout: 0 }).catch(() => {})
    }
    await speak`select pg_notify(${CATALOGUE_CHANNEL}, ${ownWord})`.catch(() => {})
  }
  let beating: Promise<void> | null = null
  const timer = setInterval(() => {
    beating ??= beat().finally(() => {
      beating = null
    })
  }, BEAT_EVERY_MS)
  timer.unref()

  return {
    isHeard: () => performance.now() - heardAt < DEAF_AFTER_MS,
    async close() {
      clearInterval(timer)
      await beating
      await listening.end({ timeout: 1 })
    },
  }
}
