const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
export type StopSignal = (typeof signals)[number]

/** Ctrl-C under npm arrives twice, from the terminal and from npm: a second signal this soon is the same press. */
const SAME_WISH_MS = 1_000

/** Calls `stop` at the first signal to end, and `hurry` at a later one, when somebody does not want to wait any longer. */
export function onStopSignals(stop: (signal: StopSignal) => void, hurry: () => void): void {
  let firstAtMs: number | null = null
  for (const signal of signals)
    process.on(signal, () => {
      if (firstAtMs === null) {
        firstAtMs = performance.now()
        return stop(signal)
      }
      if (performance.now() - firstAtMs > SAME_WISH_MS) hurry()
    })
}
