import { takenOutcomes } from '#slices/floor/floor-states.ts'
import type { Scan } from '#slices/floor/scans/scan-input.ts'
import type { AnsweredScan } from '#slices/floor/scans/take-scans.ts'
import { keptScans, type Store } from './kept-scans.ts'

/** A shift of eight hours at four scans a minute. */
export const OUTBOX_MAX = 2_000
/** Scans that go in one call. */
export const SENT_AT_ONCE = 100
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000

/** `signed_out`: the shop answers, and does not let this person scan. */
export type Line = 'open' | 'none' | 'signed_out'
/** `unreadable`: the shop refuses the call itself, and would refuse it again. */
export type Failure = 'none' | 'signed_out' | 'unreadable'

/** A scan that changed nothing, and what the person reads of it. */
export type Trouble = { id: string; words: string }

export type OutboxState = {
  /** In the order in which they were made. */
  waiting: readonly Scan[]
  /** Scans that counted, and when the answer came. */
  settled: readonly { scan: Scan; at: number }[]
  troubles: readonly Trouble[]
  line: Line
  /** Scans that another person left on this device. */
  others: number
}

export type Outbox = ReturnType<typeof makeOutbox>

type Options = {
  store: Store
  /** The person who scans: what one scans is not sent as another. */
  person: string
  send: (scans: Scan[]) => Promise<readonly AnsweredScan[]>
  failureOf: (error: unknown) => Failure
  /** Runs the work after a while; answers how to call it off. */
  later?: (work: () => void, ms: number) => () => void
  now?: () => number
}

/**
 * The scans of this device on their way to the shop. Each is kept until it is answered, they go in their order, and whatever has no answer goes
 * again: the shop answers a repeated scan as before.
 */
export function makeOutbox({ store, person, send, failureOf, later = after, now = Date.now }: Options) {
  const kept = keptScans(store)
  const listeners = new Set<() => void>()
  /** Scans of which the person was told at once that they are wrong. */
  const told = new Set<string>()
  let state: OutboxState = { ...read(), settled: [], troubles: [], line: 'open' }
  let sending: Promise<void> | null = null
  let pauseMs = FIRST_PAUSE_MS
  let callOff = () => {}

  function read() {
    const all = kept.all()
    const waiting = all.filter(({ by }) => by === person).map(({ scan }) => scan)
    return { waiting, others: all.length - waiting.length }
  }

  function change(changes: Partial<OutboxState>) {
    state = { ...state, ...changes, ...read() }
    for (const changed of listeners) changed()
  }

  /** Keeps a scan and sends it. `wrong` says why it cannot count, where the device knows. False: there is no room for it. */
  function put(scan: Scan, wrong?: string): boolean {
    if (state.waiting.length + state.others >= OUTBOX_MAX || !kept.add({ by: person, scan })) return false
    const troubles = state.troubles.filter(({ id }) => !told.has(id))
    if (wrong) told.add(scan.id)
    change({ troubles: wrong ? [...troubles, { id: scan.id, words: wrong }] : troubles })
    forgetTold()
    void flush()
    return true
  }

  /** Sends what waits until nothing does, or until there is no line. */
  function flush(): Promise<void> {
    sending ??= sendAll().finally(() => {
      sending = null
    })
    return sending
  }

  async function sendAll(): Promise<void> {
    callOff()
    change({})
    let atOnce = SENT_AT_ONCE
    while (state.waiting.length > 0) {
      const batch = state.waiting.slice(0, atOnce)
      const failure = await sendBatch(batch)
      if (failure === 'unreadable' && batch.length === 1) takeOut(batch.map(unreadable))
      else if (failure === 'unreadable') atOnce = 1
      else if (failure) {
        change({ line: failure })
        callOff = later(() => void flush(), pauseMs)
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
        return
      } else pauseMs = FIRST_PAUSE_MS
    }
    change({ line: 'open' })
  }

  async function sendBatch(batch: Scan[]): Promise<Failure | null> {
    try {
      const sent = new Set(batch.map(({ id }) => id))
      const answers = (await send(batch)).filter(({ id }) => sent.has(id))
      if (answers.length === 0) return 'none'
      takeOut(answers)
      return null
    } catch (error) {
      return failureOf(error)
    }
  }

  function takeOut(answers: readonly AnsweredScan[]) {
    for (const { id } of answers) kept.remove(id)
    change({ ...answered(state, answers, told, now()), line: 'open' })
    forgetTold()
  }

  /** Those that are neither shown nor waiting for their answer. */
  function forgetTold() {
    const known = new Set([...state.troubles, ...state.waiting].map(({ id }) => id))
    for (const id of told) if (!known.has(id)) told.delete(id)
  }

  return {
    person,
    put,
    flush,
    state: () => state,
    watch(changed: () => void): () => void {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    /** Another tab of this device put a scan in or took one out. */
    readAgain: () => change({}),
    /** The device itself says that it has no line. */
    lineLost: () => change({ line: 'none' }),
    understood: () => change({ troubles: [] }),
    stop: () => callOff(),
  }
}

/** What of the state these answers change: what counts is settled, and the person is told of the rest once. */
function answered(
  { waiting, settled, troubles }: OutboxState,
  answers: readonly AnsweredScan[],
  told: ReadonlySet<string>,
  at: number,
): Pick<OutboxState, 'settled' | 'troubles'> {
  const scans = new Map(waiting.map(scan => [scan.id, scan]))
  const counted = answers
    .filter(({ outcome }) => COUNTS.has(outcome))
    .flatMap(({ id }) => scans.get(id) ?? [])
  const shown = new Set(troubles.map(({ id }) => id))
  const news = answers
    .filter(({ id, outcome }) => !COUNTS.has(outcome) && (shown.has(id) || !told.has(id)))
    .map(({ id, message }) => ({ id, words: message }))
  const ids = new Set(answers.map(({ id }) => id))
  return {
    settled: [...settled, ...counted.map(scan => ({ scan, at }))].slice(-OUTBOX_MAX),
    troubles: [...troubles.filter(({ id }) => !ids.has(id)), ...news],
  }
}

const COUNTS: ReadonlySet<string> = new Set(takenOutcomes)

const unreadable = ({ id, code }: Scan): AnsweredScan => ({
  id,
  outcome: 'unknown',
  message: `The shop cannot read the scan of ${code}, so it does not count. Scan it again.`,
  left: 0,
})

function after(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}
