'use client'

import { useQueryClient } from '@tanstack/react-query'
import { TRPCClientError } from '@trpc/client'
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { isRefusal } from '#desk/actions/is-refusal.ts'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import type { Scan } from '#slices/floor/scans/scan-input.ts'
import { deviceStore, isKeptScan } from './kept-scans.ts'
import { type Failure, makeOutbox, type Outbox, type OutboxState } from './outbox.ts'

const Held = createContext<Outbox | null>(null)

/** A call that takes longer has lost its line. */
const ANSWER_WITHIN_MS = 20_000

/** Sends the scans of this person in the background of every page of the floor. */
export function ScanOutbox({ person, children }: { person: string; children: ReactNode }) {
  const client = useTRPCClient()
  const [outbox] = useState(() =>
    makeOutbox({
      store: deviceStore(),
      person,
      send: scans =>
        client.floor.scan.mutate({ scans, by: person }, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
      failureOf,
    }),
  )
  useEffect(() => listen(outbox), [outbox])
  return <Held value={outbox}>{children}</Held>
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) return 'none'
  const { code } = (error.data ?? {}) as { code?: string }
  if (code === 'UNAUTHORIZED' || code === 'FORBIDDEN') return 'signed_out'
  return isRefusal(error) && code !== 'TOO_MANY_REQUESTS' ? 'unreadable' : 'none'
}

function listen(outbox: Outbox): () => void {
  const go = () => void outbox.flush()
  const changedElsewhere = ({ key }: StorageEvent) => isKeptScan(key) && outbox.readAgain()
  const events = { online: go, focus: go, offline: outbox.lineLost }
  for (const [event, listener] of Object.entries(events)) window.addEventListener(event, listener)
  window.addEventListener('storage', changedElsewhere)
  if (navigator.onLine) go()
  else outbox.lineLost()
  return () => {
    outbox.stop()
    for (const [event, listener] of Object.entries(events)) window.removeEventListener(event, listener)
    window.removeEventListener('storage', changedElsewhere)
  }
}

function useHeld(): Outbox {
  const outbox = use(Held)
  if (!outbox) throw new Error('Only pages of the floor scan.')
  return outbox
}

/** The id of the person who scans here. */
export const usePerson = (): string => useHeld().person

export function useOutbox(): OutboxState & { understood: () => void } {
  const outbox = useHeld()
  const state = useSyncExternalStore(outbox.watch, outbox.state, () => NOTHING)
  return { ...state, understood: outbox.understood }
}

const NOTHING: OutboxState = { waiting: [], settled: [], troubles: [], line: 'open', others: 0 }

/**
 * What was scanned and is not in what the shop was read at `readAt`. While anything waits, nothing is read: an answer that is under way could hold a
 * scan or not.
 */
export function useUnread(readAt: number): { scans: Scan[]; mayRead: boolean } {
  const { waiting, settled } = useOutbox()
  const scans = [...settled.filter(({ at }) => at > readAt).map(({ scan }) => scan), ...waiting]
  return { scans, mayRead: waiting.length === 0 }
}

/** Takes a scan in. `wrong` says why it cannot count. Answers false when this device has no room for it. */
export function useScan() {
  const outbox = useHeld()
  const queries = useQueryClient()
  const trpc = useTRPC()
  return (scan: Omit<Scan, 'id' | 'at'>, wrong?: string): boolean => {
    void queries.cancelQueries({
      queryKey: trpc.floor.pathKey(),
      predicate: ({ state }) => state.data !== undefined,
    })
    navigator.vibrate?.(wrong ? WRONG : RIGHT)
    return outbox.put({ ...scan, id: uuidv7(), at: new Date().toISOString() }, wrong)
  }
}

const RIGHT = 40
const WRONG = [250, 100, 250]
