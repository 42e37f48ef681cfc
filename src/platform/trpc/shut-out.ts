import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { useSyncExternalStore } from 'react'
import type { AppRouter } from '#run/web/trpc-root.ts'

/**
 * `signed_out`: nobody is signed in any more. `not_allowed`: somebody is, and may not do this. `second_factor`: they may when they have set
 * one up.
 */
export type ShutOut = 'signed_out' | 'not_allowed' | 'second_factor'

let shutOut: ShutOut | null = null
/** Routers that refused us; when one of them answers again, we are let in again. */
const refused = new Set<string>()
const listeners = new Set<() => void>()

function set(next: ShutOut | null) {
  if (next === shutOut) return
  shutOut = next
  for (const changed of listeners) changed()
}

/** Called with every answer, good ones too: a refusal of one call holds for the whole page. */
export function noteAnswer(path: string, code: unknown, refusal?: unknown): void {
  const [router = ''] = path.split('.')
  if (code === 'UNAUTHORIZED' || code === 'FORBIDDEN') {
    refused.add(router)
    if (refusal === 'second_factor_needed') set('second_factor')
    else set(code === 'UNAUTHORIZED' ? 'signed_out' : 'not_allowed')
  } else if (code === null && refused.has(router)) {
    refused.clear()
    set(null)
  }
}

/** Looks at every answer on its way to the caller. */
export const watchShutOut: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable(observer =>
      next(op).subscribe({
        next(answer) {
          noteAnswer(op.path, null)
          observer.next(answer)
        },
        error(error) {
          noteAnswer(op.path, error.data?.code ?? 'UNKNOWN', error.data?.refusal)
          observer.error(error)
        },
        complete: () => observer.complete(),
      }),
    )

/** Whether the last answers refused us for who we are. */
export function useShutOut(): ShutOut | null {
  return useSyncExternalStore(
    changed => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    () => shutOut,
    () => null,
  )
}
