import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { bearsSession } from '#platform/auth/session-cookie.ts'
import type { Db } from '#platform/db/client.ts'
import { takingNotes } from '#platform/http/page-notes.ts'
import { NONCE_BYTES } from '#platform/http/page-policy.ts'
import type { Log } from '#platform/lib/log.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { stockIsAsShown } from '#slices/catalog/shown-stock.ts'
import { listenForCatalogueNews } from './catalogue-news.ts'
import { choicesOf, keptAddress } from './kept-address.ts'
import { askToWait, countPage, limitedPages } from './limited-pages.ts'
import { PageCache, type Rendered } from './page-cache.ts'
import { bytesOf, copyPage, copyWith, type PageCopy } from './page-copy.ts'
import { renderPage } from './render-page.ts'

/** A copy is 120 kB. */
const LIMITS = { copies: 500, bytes: 80 * 1024 * 1024 }
/**
 * Less than the time for which a browser takes data for fresh (trpc/query-client.ts), so that it asks for nothing again that the page
 * brought; and so old at most is a day of arrival after the hour when it changes.
 */
const LIFE_MS = 25_000
/** While no news can be heard. */
const DEAF_LIFE_MS = 1_000

type Settings = { answer: RequestListener; db: Db; databaseUrl: string; shopUrl: string; log: Log }

/**
 * Pages of the shop for visitors without a session, each rendered once for all of them and given out with a nonce of
 * each answer's own. Every other request goes to Next.js. Either way a rendering counts against the limit of the
 * caller that caused it.
 */
export async function openPageCache(settings: Settings) {
  const { answer, db, databaseUrl, log } = settings
  const answerOne = limitedPages(settings)
  const host = new URL(settings.shopUrl).host
  const pages = new PageCache<PageCopy>({
    render: key => renderCopy(answer, { ...fromKey(key), host }),
    stillTrue: shown => stockIsAsShown(db, shown),
    lifeMs: () => (news.isHeard() ? LIFE_MS : DEAF_LIFE_MS),
    limits: LIMITS,
  })
  const news = await listenForCatalogueNews({
    databaseUrl,
    speak: db.$client,
    log,
    onChange: tags => (tags.includes('*') ? pages.dropAll() : pages.drop([...tags, 'catalogue'])),
    onMissed: () => pages.dropAll(),
  })

  return {
    async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const address = isForEverybody(request) ? keptAddress(request.url ?? '') : null
      if (address === null) return answerOne(request, response)
      try {
        give(
          request,
          response,
          await pages.get(toKey(request, address), () => countPage({ db, log }, request)),
        )
      } catch (error) {
        if (error instanceof Refusal) return askToWait(response, error)
        log.warn({ address, error: String(error) }, 'a page could not be kept')
        await answerOne(request, response)
      }
    },
    isHearingNews: () => news.isHeard(),
    close: () => news.close(),
  }
}

/** A page's own navigation asks bit by bit, and gets another answer at the same address. */
function isForEverybody({ method, headers }: IncomingMessage): boolean {
  const plain = !headers.rsc && !headers['next-action'] && !headers['next-router-prefetch']
  return method === 'GET' && plain && !bearsSession(headers.cookie)
}

/** An answer over https has one header more (next.config.mjs). */
const HTTPS = 'https:'
const toKey = ({ headers }: IncomingMessage, address: string) =>
  headers['x-forwarded-proto'] === 'https' ? HTTPS + address : address
const fromKey = (key: string) => ({ address: key.replace(HTTPS, ''), https: key.startsWith(HTTPS) })

async function renderCopy(
  answer: RequestListener,
  page: { address: string; host: string; https: boolean },
): Promise<Rendered<PageCopy>> {
  const headers = { host: page.host, ...(page.https && { 'x-forwarded-proto': 'https' }) }
  const { result, notes } = await takingNotes(() => renderPage(answer, { address: page.address, headers }))
  const nonce = nonceIn(result.headers)
  const copy = await copyPage({ ...result, nonce })
  const asItIs = choicesOf(page.address).every(choice => notes.choices.has(choice))
  const keep = result.status === 200 && asItIs && !result.headers.some(([name]) => name === 'set-cookie')
  return { copy, bytes: bytesOf(copy), notes, keep }
}

function nonceIn(headers: [name: string, value: string][]): string {
  const policy = headers.find(([name]) => name === 'content-security-policy')?.[1] ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
  if (!nonce) throw new Error('Impossible: a page without a nonce')
  return nonce
}

function give(
  request: IncomingMessage,
  response: ServerResponse,
  { copy, ageMs }: { copy: PageCopy; ageMs: number },
): void {
  const nonce = randomBytes(NONCE_BYTES).toString('base64')
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  const { status, headers, body } = copyWith(copy, { nonce, gzip })
  for (const [name, value] of headers) response.appendHeader(name, value)
  response.setHeader('age', String(Math.floor(ageMs / 1_000)))
  response.setHeader('content-length', body.length)
  response.writeHead(status)
  response.end(body)
}
