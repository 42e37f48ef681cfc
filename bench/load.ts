import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'

/** Does one thing and answers in a word how it went: `confirmed`, `out_of_stock`, `status 500`. */
export type Shot = (index: number) => Promise<string>

/** Milliseconds. */
export type Latency = { p50: number; p95: number; p99: number; p999: number; max: number }

export type Figures = {
  count: number
  seconds: number
  perSecond: number
  latency: Latency
  /** How often each word was answered, and how fast. */
  answers: Record<string, { count: number; latency: Latency }>
  /** Open loop: how late the generator itself sent at worst; where it is large the figures tell of the generator. */
  sentLateMs: number
}

/** As many as are in flight at once, each followed by the next: what the server can do, not what buyers would feel. */
export async function closedLoop(options: {
  inFlight: number
  /** A function where the end is not known at the beginning. */
  seconds: number | (() => number)
  shot: Shot
  from?: number
}): Promise<Figures> {
  const { inFlight, seconds, shot, from = 0 } = options
  const notes = new Notes()
  const startedAt = performance.now()
  const isOver = () =>
    performance.now() - startedAt >= 1_000 * (typeof seconds === 'number' ? seconds : seconds())
  let next = from
  const lane = async () => {
    while (!isOver()) await notes.of(performance.now(), shot(next++))
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
  return notes.figures((performance.now() - startedAt) / 1_000)
}

/** More than these waiting at once would measure the generator's memory. */
const MAX_IN_FLIGHT = 20_000

/**
 * So many arrive a second, evenly, whether or not the others were answered. Latency counts from the moment a buyer was due, so a
 * server that stalls is charged for everybody who would have come meanwhile.
 */
export async function openLoop(options: {
  perSecond: number
  seconds: number
  shot: Shot
  from?: number
}): Promise<Figures> {
  const { perSecond, seconds, shot, from = 0 } = options
  const notes = new Notes()
  const total = Math.round(perSecond * seconds)
  const startedAt = performance.now()
  const under = new Set<Promise<void>>()
  for (let sent = 0; sent < total; ) {
    const now = performance.now()
    for (; sent < total && startedAt + (sent * 1_000) / perSecond <= now; sent++) {
      const due = startedAt + (sent * 1_000) / perSecond
      notes.late(now - due)
      if (under.size >= MAX_IN_FLIGHT) throw new Error('The shop is so far behind that the run says nothing.')
      const one: Promise<void> = notes.of(due, shot(from + sent)).finally(() => under.delete(one))
      under.add(one)
    }
    await new Promise(done => setTimeout(done, 1))
  }
  await Promise.all(under)
  return notes.figures((performance.now() - startedAt) / 1_000)
}

/** Microseconds up to an hour, to three digits. */
const histogram = () => createHistogram({ lowest: 1, highest: 3_600_000_000, figures: 3 })

class Notes {
  readonly #all = histogram()
  readonly #answers = new Map<string, RecordableHistogram>()
  #sentLateMs = 0

  late(ms: number) {
    this.#sentLateMs = Math.max(this.#sentLateMs, ms)
  }

  async of(since: number, answer: Promise<string>): Promise<void> {
    const word = await answer.catch(error => `error ${error instanceof Error ? error.message : error}`)
    const tookUs = Math.max(1, Math.round((performance.now() - since) * 1_000))
    this.#all.record(tookUs)
    const own = this.#answers.get(word) ?? histogram()
    own.record(tookUs)
    this.#answers.set(word, own)
  }

  figures(seconds: number): Figures {
    const answers = [...this.#answers].map(
      ([word, own]) => [word, { count: own.count, latency: latencyOf(own) }] as const,
    )
    return {
      count: this.#all.count,
      seconds,
      perSecond: this.#all.count / seconds,
      latency: latencyOf(this.#all),
      answers: Object.fromEntries(answers),
      sentLateMs: this.#sentLateMs,
    }
  }
}

function latencyOf(of: RecordableHistogram): Latency {
  const at = (percent: number) => of.percentile(percent) / 1_000
  return { p50: at(50), p95: at(95), p99: at(99), p999: at(99.9), max: of.count ? of.max / 1_000 : 0 }
}
