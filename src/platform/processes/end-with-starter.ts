import { constants } from 'node:os'
import { onStopSignals, type StopSignal } from '#platform/lib/stop-signals.ts'
import { starterChain } from './starter-chain.ts'
import { endWhatWasStarted, hurryWatchdog } from './watchdog.ts'

const LOOK_EVERY_MS = 500

/** `stop` has ended all processes that it knows: the rest had only just begun. */
const LEFT_LIMIT_MS = 1_500

/**
 * Called by each command before it starts anything: the command ends, with all that it started, when it is told to (SIGTERM,
 * Ctrl-C, a closed terminal) and when the npm that ran it is gone (npm/cli#6684: npm ends and leaves its script running).
 * `stop` ends the parts that need an order; the rest ends after it. Answers a function that ends everything from inside.
 */
export function endWithStarter(stop?: () => Promise<void>): () => Promise<void> {
  // The reader of our output may be gone: the work goes on.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {})
  let ending: Promise<void> | undefined
  const end = (signal?: StopSignal) => {
    ending ??= endNow(stop, signal)
    return ending
  }
  const leave = () => process.exit(process.exitCode ?? 1)
  onStopSignals(signal => void end(signal), leave)
  const chain = starterChain()
  const look = setInterval(() => {
    if (chain.isWhole()) return
    clearInterval(look)
    void end('SIGTERM')
  }, LOOK_EVERY_MS)
  look.unref()
  return () => end()
}

async function endNow(stop: (() => Promise<void>) | undefined, signal?: StopSignal): Promise<void> {
  hurryWatchdog()
  if (signal) process.exitCode ??= 128 + constants.signals[signal]
  await stop?.().catch(error => console.error(error instanceof Error ? error.message : error))
  await endWhatWasStarted(stop && LEFT_LIMIT_MS)
  process.exit()
}
