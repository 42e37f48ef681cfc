import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import next from 'next'
import { database } from '#platform/db/client.ts'
import { beginDraining } from '#platform/lib/draining.ts'
import { env } from '#platform/lib/env.ts'
import { nothingGoesOn } from '#platform/lib/going-on.ts'
import { log } from '#platform/lib/log.ts'
import { onStopSignals } from '#platform/lib/stop-signals.ts'
import { answerUnreadable, refuseTunnel } from '#platform/rest/answer-unreadable.ts'
import { shareBuild } from './cluster/other-builds.ts'
import { answerWithStatus } from './page-cache/answer-with-status.ts'
import { limitedPages } from './page-cache/limited-pages.ts'
import { openPageCache } from './page-cache/open-page-cache.ts'
import { answerCounter } from './web/count-answers.ts'

// A web process: Next.js behind a server of our own, which knows how to leave without dropping a request.

/** After this time the connections that are left are cut; a process manager would soon kill us anyhow. */
const STOP_LIMIT_MS = 25_000
/** Longer than a balancer keeps an idle connection, so that it is never us who close one that is just being used. */
const KEEP_ALIVE_MS = 75_000

/**
 * Next catches what nobody else does and goes on. A web that could not start would then live and answer nothing; one that ends is started
 * again, or somebody reads why it cannot.
 */
function giveUp(error: unknown) {
  log.fatal({ error: String(error) }, 'web could not start')
  process.exit(1)
}
process.on('uncaughtException', giveUp)
process.on('unhandledRejection', giveUp)

const { PORT, BIND_ADDRESS, DATA_DIR, DRAIN_SECONDS, NODE_ENV, PAGE_CACHE } = env()
const develop = NODE_ENV === 'development'
const shop = next({ dev: develop, port: PORT, hostname: 'localhost' })
await shop.prepare()
const render = answerWithStatus(shop.getRequestHandler())
const pages = PAGE_CACHE === 'on' && !develop ? await keepPages() : null
const answerPage = pages?.answer ?? limitedPages({ answer: render, db: database(), log })
const answerPrograms = develop ? () => false : (await import('./web/api.ts')).answerPrograms
const answerOtherBuild = develop
  ? () => false
  : await shareBuild({ own: '.next/static', shared: join(DATA_DIR, 'static') })

function keepPages() {
  const { DATABASE_DIRECT_URL = '', shopUrl } = env()
  return openPageCache({ answer: render, db: database(), databaseUrl: DATABASE_DIRECT_URL, shopUrl, log })
}

let stopping = false
const count = answerCounter()
const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  // A caller that keeps connections open is told that this one ends with its answer.
  if (stopping) response.setHeader('connection', 'close')
  count(request, response)
  if (answerUnreadable(request, response)) return
  if (answerPrograms(request, response) || answerOtherBuild(request, response)) return
  void answerPage(request, response)
})
server.on('connect', refuseTunnel)
if (env().stripe.takesRealMoney && env().seller.isDemo)
  log.warn('Cards are charged for real, yet nobody has said who sells: set SELLER_NAME and its like')
server.keepAliveTimeout = KEEP_ALIVE_MS
server.listen(PORT, BIND_ADDRESS, () => {
  process.off('uncaughtException', giveUp)
  process.off('unhandledRejection', giveUp)
  log.info({ port: PORT, address: BIND_ADDRESS }, 'web started')
})

async function stop(signal: string) {
  stopping = true
  log.info({ signal }, 'web stopping: it is not ready any more, and what was begun is ended')
  beginDraining()
  await new Promise(done => setTimeout(done, DRAIN_SECONDS * 1_000))
  const hurry = setTimeout(() => server.closeAllConnections(), STOP_LIMIT_MS)
  await new Promise(done => {
    server.close(done)
    server.closeIdleConnections()
  })
  clearTimeout(hurry)
  await nothingGoesOn()
  await shop.close()
  await pages?.close()
  log.info('web stopped')
  process.exit(0)
}
onStopSignals(
  signal => void stop(signal),
  () => server.closeAllConnections(),
)
