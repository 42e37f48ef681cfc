import { type Answers, readAnswers } from '#run/web/count-answers.ts'
import { brokenInvariants, inWords, lookIntoBooks } from './books.ts'
import type { Witness } from './judge.ts'
import { isWeb, isWorker, type RunningPart } from './running-shop-parts.ts'

/** A busy machine answers late now and then, and a release keeps it busy. */
const ASK_LIMIT_MS = 10_000
const MISSES = 3

type Watched = {
  /** The address where shoppers come in. */
  shopUrl: string
  /** The processes at this moment. */
  parts: () => readonly RunningPart[]
}

/** The balancer and every web say that they are ready, and no web or worker dies. */
export function health({ shopUrl, parts }: Watched): Witness {
  const begun = new Map(workingOf(parts()).map(({ name, pid }) => [name, pid]))
  const missed = new Map<string, number>()
  return async () => {
    const now = workingOf(parts())
    for (const [name, pid] of begun)
      if (now.find(part => part.name === name)?.pid !== pid)
        return `The ${name} process of the new version died.`
    const doors = [
      { name: 'balancer', url: shopUrl },
      ...now.filter(isWeb).map(({ name, port }) => ({ name, url: `http://127.0.0.1:${port}` })),
    ]
    const looks = await Promise.all(doors.map(async door => ({ ...door, ...(await askReady(door.url)) })))
    for (const { name, why } of looks) {
      const misses = why ? (missed.get(name) ?? 0) + 1 : 0
      missed.set(name, misses)
      if (misses >= MISSES) return `The ${name} is not ready: ${why}.`
    }
    return null
  }
}

const workingOf = (parts: readonly RunningPart[]) => parts.filter(part => isWeb(part) || isWorker(part))

async function askReady(url: string): Promise<{ why: string | null }> {
  try {
    const answer = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(ASK_LIMIT_MS) })
    if (answer.ok) await answer.body?.cancel()
    return { why: answer.ok ? null : `${answer.status} ${(await answer.text()).slice(0, 200)}` }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) }
  }
}

/** Fewer answers than these say nothing about a share. */
const LEAST_ASKED = 50
/** One failed answer in a hundred is no accident. */
const MOST_FAILED_SHARE = 0.01
/** What a shopper and a program read; each version has these addresses. */
const READ = ['/', '/search?query=mug', '/api/v1/products?limit=5', '/cart', '/api/v1/openapi.json']

/**
 * Few answers fail. What shoppers are answered is counted by each web of a version that counts, from its start; a quiet shop is asked by
 * the judge, who also meets what never reached a web.
 */
export function answers({ shopUrl, parts }: Watched): Witness {
  const own = { given: 0, failed: 0 }
  return async () => {
    const results = await Promise.all(READ.map(path => fails(`${shopUrl}${path}`)))
    own.given += results.length
    own.failed += results.filter(Boolean).length
    const counted = await Promise.all(
      parts()
        .filter(isWeb)
        .map(web => countedBy(web.port)),
    )
    const ofWebs = counted.reduce(
      (sum, web) => ({ given: sum.given + web.given, failed: sum.failed + web.failed }),
      { given: 0, failed: 0 },
    )
    if (tooMany(own)) return `${own.failed} of ${own.given} requests of the judge failed.`
    return tooMany(ofWebs)
      ? `${ofWebs.failed} of ${ofWebs.given} answers of the webs were failures (5xx).`
      : null
  }
}

/** One that failed may be anything. */
const tooMany = ({ given, failed }: Answers) =>
  failed > 1 && failed / Math.max(given, LEAST_ASKED) > MOST_FAILED_SHARE

async function fails(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(30_000), redirect: 'manual' })
    await answer.arrayBuffer()
    return answer.status >= 500
  } catch {
    return true
  }
}

async function countedBy(port: number): Promise<Answers> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/health/live`, {
    signal: AbortSignal.timeout(ASK_LIMIT_MS),
  }).catch(() => null)
  await answer?.body?.cancel()
  return (answer && readAnswers(answer.headers)) ?? { given: 0, failed: 0 }
}

/** The books hold, as the new version checks them. */
export const books =
  (folder: string, settings: NodeJS.ProcessEnv): Witness =>
  async () => {
    const broken = await brokenInvariants(() => lookIntoBooks(folder, settings))
    return broken.length ? `In the books ${inWords(broken)}.` : null
  }
