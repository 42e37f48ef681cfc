/** A web as its balancer sees it. */
export type WebHost = { url: string; ready: boolean; underWay: number; missed: () => void }

/** How often each web is asked whether it is ready. */
export const LOOK_EVERY_MS = 500
/** A busy machine answers late; only a web that twice gives no answer counts as gone. */
const LOOK_LIMIT_MS = 3_000
const MISSES_TO_BE_GONE = 2

/** Chooses among webs: first the ready ones, of them the one with the least under way, in turn where that is equal. */
export function hostsInTurn(urls: readonly string[]) {
  const hosts = urls.map(watched)
  let turn = 0
  return {
    next(tried: ReadonlySet<WebHost>): WebHost | null {
      turn++
      const left = hosts.map((_, index) => hosts[(turn + index) % hosts.length] as Watched)
      return (
        left
          .filter(host => !tried.has(host))
          .sort(
            (one, other) => Number(other.ready) - Number(one.ready) || one.underWay - other.underWay,
          )[0] ?? null
      )
    },
    close() {
      for (const host of hosts) host.close()
    },
  }
}

type Watched = WebHost & { close: () => void }

/** Ready until it shows otherwise: a web that says so gets no more requests at once, a silent one after the second miss. */
function watched(url: string): Watched {
  let misses = 0
  let looking = false
  const host: Watched = {
    url,
    ready: true,
    underWay: 0,
    missed() {
      misses++
      if (misses >= MISSES_TO_BE_GONE) host.ready = false
    },
    close: () => clearInterval(timer),
  }
  const look = async () => {
    if (looking) return
    looking = true
    const answer = await fetch(`${url}/api/health/ready`, {
      signal: AbortSignal.timeout(LOOK_LIMIT_MS),
    }).catch(() => null)
    await answer?.body?.cancel()
    looking = false
    if (!answer) return host.missed()
    host.ready = answer.ok
    misses = 0
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  return host
}
