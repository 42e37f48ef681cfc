import { TooBusy } from '../http/too-busy.ts'
import { type CallPace, callPace, unlimitedPace } from './call-pace.ts'
import { retryAfterMs } from './retry-after.ts'

/** How long a call waits for its turn: well within the time that a job's run may take. */
const TURN_WITHIN_MS = 5_000
/** A service that says "too many" and not for how long. */
const UNNAMED_WAIT_MS = 5_000

export type OutsidePace = {
  /** Waits for the turn to call. Throws `TooBusy` while the service has asked for a pause, and when no turn comes soon. */
  turn: () => Promise<void>
  /** Notes the service's answer. Throws `TooBusy` when it says "not now": until then nobody in this process calls. */
  hear: (answer: { status: number | null | undefined; retryAfter: string | null | undefined }) => void
}

const paces = new Set<{ pausedUntil: number }>()

/** No pause is known, as in a process that has just begun: a run in virtual time may begin before the last one began. */
export function forgetPauses() {
  for (const pace of paces) pace.pausedUntil = 0
}

/**
 * The pace that all calls of this process to one service share: a number a second, and the pause that the service asked for. An answer to one
 * job holds for all, so a hundred waiting jobs draw one 429 and not a hundred. `callsPerSecond` 0: no limit of our own.
 */
export function outsidePace(service: string, callsPerSecond: () => number): OutsidePace {
  let pace: CallPace | undefined
  const known = { pausedUntil: 0 }
  paces.add(known)

  function ourPace(): CallPace {
    const most = callsPerSecond()
    pace ??= most > 0 ? callPace({ perEndpoint: most, overall: most }) : unlimitedPace
    return pace
  }

  return {
    async turn() {
      const left = known.pausedUntil - Date.now()
      if (left > 0) throw new TooBusy(`${service} has asked for a pause of ${seconds(left)} more.`, left)
      // Nothing else uses this pace, so a call may take all of it.
      const mayCall = await ourPace().turn({ endpoint: service, urgent: true, waitMs: TURN_WITHIN_MS })
      if (!mayCall)
        throw new TooBusy(`So many calls to ${service} wait that this one waits longer.`, TURN_WITHIN_MS)
    },
    hear({ status, retryAfter }) {
      const asked = retryAfterMs(retryAfter)
      const notNow = status === 429 || (asked !== null && (status === 503 || !status))
      if (!notNow) return
      const waitMs = asked ?? UNNAMED_WAIT_MS
      known.pausedUntil = Math.max(known.pausedUntil, Date.now() + waitMs)
      throw new TooBusy(
        `${service} asks for a pause of ${seconds(waitMs)} (${status ?? 'no status'}).`,
        waitMs,
      )
    },
  }
}

const seconds = (ms: number) => `${Math.ceil(ms / 1_000)} s`
