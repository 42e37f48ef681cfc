import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
} from 'cockatiel'
import Stripe from 'stripe'
import type { Log } from '#platform/lib/log.ts'
import { type CallPace, callPace, unlimitedPace } from '#platform/outside/call-pace.ts'
import { LONGEST_WAIT_MS } from '#platform/outside/retry-after.ts'
import type { GatewayAnswer } from './provider.ts'
import { failureOf } from './stripe-answers.ts'

/** The breaker opens after this many failures in a row. */
const FAILURES_IN_A_ROW = 5
const REST_MS = 10_000
/** Stripe allows 25 calls a second for an endpoint and 100 for an account; this is the ratio. */
const ENDPOINTS_AT_ONCE = 4
/** The shop sends a call that Stripe refused as too fast at most this many times in all. */
const MAX_TRIES = 3
/** The first wait when the provider does not say how long to wait. Each further wait doubles. */
const FIRST_WAIT_MS = 500

/** The longest that a call waits for its turn and after "too fast" answers together. No call begins later than this. */
export const MAX_WAIT_MS = 4_000

/**
 * Every call ends within this time, including its wait for a turn and all its tries. A call that was noted longer ago
 * than this is no longer under way in any process.
 */
export const LONGEST_CALL_MS = 24_500

export type Rest = { since: Date; until: Date }
export type RestListener = (rest: Rest | null) => void

export type ProviderLine = {
  /**
   * Makes one call to the provider: it waits its turn, makes no call while the provider keeps failing, and tries again only
   * what was surely not executed. Errors become the kinds of the port. `unreachable` means that it was never sent.
   */
  ask: <A extends { kind: string }>(request: {
    endpoint: string
    urgent: boolean
    /** The address that the call is made for. Addresses take turns. */
    behalf?: string | undefined
    timeoutMs: number
    /** A call beside payments: its failures say nothing about whether those go through, and are not counted. */
    aside?: boolean
    call: (timeoutMs: number) => Promise<A>
  }) => Promise<A | GatewayAnswer>
  /** The number of seconds for which the provider is still left alone; null when calls go through. */
  restSeconds: () => number | null
}

/** The process's one line to the provider: all callers share what one of them learns. */
export function providerLine(options: {
  /** The limit for each endpoint; 0 means no limit. */
  callsPerSecond: number
  log: Log
  onRest?: RestListener
  /** Waits this many milliseconds; tests with a clock of their own pass another function. */
  wait?: (ms: number) => Promise<unknown>
}): ProviderLine {
  const { callsPerSecond, wait = pause } = options
  const pace = callsPerSecond
    ? callPace({ perEndpoint: callsPerSecond, overall: callsPerSecond * ENDPOINTS_AT_ONCE })
    : unlimitedPace
  const breaker = restingBreaker(options)
  // The provider asked for a wait longer than any call has time for: until it is over every call is refused at once.
  let tooFastUntil = 0
  const restSeconds = () => {
    const left = tooFastUntil - Date.now()
    return left > 0 ? Math.max(Math.ceil(left / 1_000), breaker.restSeconds() ?? 0) : breaker.restSeconds()
  }
  const noteLongWait = (ms: number) => {
    tooFastUntil = Math.max(tooFastUntil, Date.now() + Math.min(ms, LONGEST_WAIT_MS))
  }
  return {
    restSeconds,
    async ask({ endpoint, urgent, behalf, timeoutMs, aside, call }) {
      if (restSeconds() !== null) return { kind: 'unreachable' }
      const deadline = Date.now() + MAX_WAIT_MS
      const myTurn = () => pace.turn({ endpoint, urgent, behalf, waitMs: deadline - Date.now() })
      if (!(await myTurn())) {
        options.log.warn(
          { endpoint, urgent },
          'no turn at the payment provider in time; the call was not sent',
        )
        return { kind: 'unreachable' }
      }
      const tries = () =>
        tryAgainWhenTooFast(() => call(timeoutMs), { pace, myTurn, deadline, wait, noteLongWait })
      return aside ? tries() : breaker.run(tries)
    },
  }
}

const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

/** Stripe never executes a call that it answers with 429 and stores nothing under its key, so the shop may send the same call again while there is time. */
async function tryAgainWhenTooFast<A extends { kind: string }>(
  call: () => Promise<A>,
  {
    pace,
    myTurn,
    deadline,
    wait,
    noteLongWait,
  }: {
    pace: CallPace
    myTurn: () => Promise<boolean>
    deadline: number
    wait: (ms: number) => Promise<unknown>
    noteLongWait: (ms: number) => void
  },
): Promise<A | GatewayAnswer> {
  for (let tries = 1; ; tries++) {
    try {
      return await call()
    } catch (error) {
      const waitMs = waitAfter(error, tries)
      if (waitMs !== null && Date.now() + waitMs > deadline) noteLongWait(waitMs)
      if (waitMs === null || tries === MAX_TRIES || Date.now() + waitMs > deadline) return failureOf(error)
      pace.pause(waitMs)
      await wait(waitMs)
      if (!(await myTurn())) return { kind: 'unreachable' }
    }
  }
}

/** Null when the error is not "too fast". */
function waitAfter(error: unknown, tries: number): number | null {
  if (!(error instanceof Stripe.errors.StripeError) || error.statusCode !== 429) return null
  const asked = Number(error.headers?.['retry-after'])
  return Number.isFinite(asked) && asked > 0 ? asked * 1_000 : FIRST_WAIT_MS * 2 ** (tries - 1)
}

function restingBreaker({ log, onRest }: { log: Log; onRest?: RestListener }) {
  const policy = circuitBreaker(
    handleWhenResult(result => ['unreachable', 'broken', 'unknown'].includes((result as GatewayAnswer).kind)),
    { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW) },
  )
  let openedAt = 0
  policy.onBreak(() => {
    openedAt = Date.now()
    log.error(
      { seconds: REST_MS / 1_000 },
      'the payment provider keeps failing; this process leaves it alone for a while',
    )
    onRest?.({ since: new Date(openedAt), until: new Date(openedAt + REST_MS) })
  })
  policy.onHalfOpen(() => log.info('this process tries the payment provider again'))
  policy.onReset(() => {
    log.info('the payment provider answers again')
    onRest?.(null)
  })
  return {
    async run<A extends { kind: string }>(
      call: () => Promise<A | GatewayAnswer>,
    ): Promise<A | GatewayAnswer> {
      try {
        return await policy.execute(call)
      } catch (error) {
        if (error instanceof BrokenCircuitError) return { kind: 'unreachable' }
        throw error
      }
    },
    restSeconds() {
      const left = openedAt + REST_MS - Date.now()
      return policy.state === CircuitState.Open && left > 0 ? Math.ceil(left / 1_000) : null
    },
  }
}
