'use client'

import { createContext, type ReactNode, use } from 'react'
import type { TimelineEntry } from '#platform/ui/event-timeline.tsx'

/** What another slice knows of an order's past, in the words of its history. */
export type MoreHistory = Omit<TimelineEntry, 'time' | 'dateTime'> & { at: Date }

const More = createContext<readonly MoreHistory[]>([])

/** Adds to the history of the order inside what another slice knows of it. The page puts the two together. */
export function HistoryWith({ more, children }: { more: readonly MoreHistory[]; children: ReactNode }) {
  return <More value={more}>{children}</More>
}

export const useMoreHistory = () => use(More)
