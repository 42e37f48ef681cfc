import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { AppRouter } from '#run/web/trpc-root.ts'
import { putDeskLink } from './desk-link.ts'

/** Asks the person to prove that it is them; false when they would rather not. */
type Ask = () => Promise<boolean>

let ask: Ask | null = null
let asking: Promise<boolean> | null = null

/** The frame of the desk says how it asks. Answers how to take that back. */
export function onProofNeeded(next: Ask): () => void {
  ask = next
  putDeskLink(proveAndSendAgain)
  return () => {
    if (ask !== next) return
    ask = null
    putDeskLink(null)
  }
}

/**
 * What the shop refuses until the person has proved once more that it is them is sent again afterwards, as it was: with the same id, while
 * its dialog waits as it waits for any answer. Of several at once, one asks.
 */
const proveAndSendAgain: ReturnType<TRPCLink<AppRouter>> = ({ next, op }) =>
  observable(observer => {
    let sent = send(true)
    return () => sent.unsubscribe()

    function send(mayAsk: boolean): { unsubscribe: () => void } {
      return next(op).subscribe({
        next: answer => observer.next(answer),
        error(error) {
          if (!mayAsk || !ask || error.data?.refusal !== 'proof_needed') return observer.error(error)
          asking ??= ask().finally(() => {
            asking = null
          })
          void asking.then(isProved => {
            if (isProved) sent = send(false)
            else observer.error(error)
          })
        },
        complete: () => observer.complete(),
      })
    }
  })
