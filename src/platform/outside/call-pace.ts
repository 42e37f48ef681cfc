/** The provider counts by the second. */
const WINDOW_MS = 1_000
/** A turn counts against its caller for so long: longer than anybody waits for one. */
const FAIRNESS_MS = 5_000
/** Of each second; the rest stays free for requests, so that a sweep never stands in a shopper's way. */
const BACKGROUND_SHARE = 0.5

export type Turn = {
  /** The provider counts by this: method and path, without ids. */
  endpoint: string
  /** Somebody waits for the answer. */
  urgent: boolean
  waitMs: number
  /** The address that the order comes from. Addresses take turns. */
  behalf?: string | undefined
}

export type CallPace = {
  /** True: call now. False: no turn would come within `waitMs`, so the call must not be made. */
  turn: (turn: Turn) => Promise<boolean>
  /** The provider said "too fast": nobody calls for so long. */
  pause: (ms: number) => void
}

type Waiting = Turn & { giveUpAt: number; answer: (mayCall: boolean) => void }

/**
 * Calls to the provider wait their turn here, so that they do not draw its 429s: a number of calls a second for each endpoint and for all
 * together. Urgent calls go first; a caller that would wait too long is told at once. The addresses take turns,
 * so an address that sends many calls delays only its own.
 */
export function callPace(limits: { perEndpoint: number; overall: number }): CallPace {
  let sent: { endpoint: string; urgent: boolean; at: number }[] = []
  let turns: { behalf: string | undefined; at: number }[] = []
  let waiting: Waiting[] = []
  let pausedUntil = 0
  let timer: NodeJS.Timeout | undefined

  function hasRoom({ endpoint, urgent }: Turn): boolean {
    const share = urgent ? 1 : BACKGROUND_SHARE
    const counted = urgent ? sent : sent.filter(call => !call.urgent)
    return (
      sent.length < limits.overall &&
      sent.filter(call => call.endpoint === endpoint).length < limits.perEndpoint &&
      counted.length < Math.max(1, limits.overall * share) &&
      counted.filter(call => call.endpoint === endpoint).length < Math.max(1, limits.perEndpoint * share)
    )
  }

  function serve() {
    const now = Date.now()
    sent = sent.filter(call => call.at > now - WINDOW_MS)
    turns = turns.filter(turn => turn.at > now - FAIRNESS_MS)
    const still: Waiting[] = []
    for (const one of [
      ...inTurn(waiting.filter(({ urgent }) => urgent)),
      ...inTurn(waiting.filter(({ urgent }) => !urgent)),
    ]) {
      if (now >= pausedUntil && hasRoom(one)) {
        sent.push({ endpoint: one.endpoint, urgent: one.urgent, at: now })
        turns.push({ behalf: one.behalf, at: now })
        one.answer(true)
      } else if (now >= one.giveUpAt) one.answer(false)
      else still.push(one)
    }
    waiting = waiting.filter(one => still.includes(one))
    lookAgain(now)
  }

  function lookAgain(now: number) {
    clearTimeout(timer)
    if (waiting.length === 0) return
    const next = Math.max(pausedUntil, (sent[0]?.at ?? now) + WINDOW_MS)
    const soonest = Math.min(next, ...waiting.map(one => one.giveUpAt))
    timer = setTimeout(serve, Math.max(1, soonest - now))
  }

  /** Each one's first, then each one's second …; turns of the last seconds count along. */
  function inTurn(calls: readonly Waiting[]): Waiting[] {
    const had = new Map<string | undefined, number>()
    for (const { behalf } of turns) had.set(behalf, (had.get(behalf) ?? 0) + 1)
    const ranked = calls.map(call => {
      const rank = had.get(call.behalf) ?? 0
      had.set(call.behalf, rank + 1)
      return { call, rank }
    })
    return ranked.sort((a, b) => a.rank - b.rank).map(({ call }) => call)
  }

  /** With this many of its kind before it, it would still wait when its time is over. */
  function isHopeless({ endpoint, urgent, waitMs, behalf }: Turn): boolean {
    const ahead = waiting.filter(one => one.endpoint === endpoint && (one.urgent || !urgent))
    const own = ahead.filter(one => one.behalf === behalf).length
    const before = new Map<string | undefined, number>()
    // Each other address has at most as many turns before it as its own calls, and one more.
    for (const one of ahead) before.set(one.behalf, Math.min((before.get(one.behalf) ?? 0) + 1, own + 1))
    before.set(behalf, own)
    const count = [...before.values()].reduce((sum, calls) => sum + calls, 0)
    return count >= limits.perEndpoint * (1 + waitMs / WINDOW_MS)
  }

  return {
    turn(turn) {
      if (isHopeless(turn)) return Promise.resolve(false)
      return new Promise(answer => {
        waiting.push({ ...turn, giveUpAt: Date.now() + turn.waitMs, answer })
        serve()
      })
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, Date.now() + ms)
    },
  }
}

/** Nobody waits: the sandbox takes any number of calls. */
export const unlimitedPace: CallPace = { turn: () => Promise.resolve(true), pause: () => {} }
