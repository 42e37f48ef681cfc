import { z } from 'zod'
import type { StaffDispute } from '#slices/orders/desk/order.ts'
import { MAX_DAYS } from '../days.ts'
import type { DifferenceKind, Outcome } from '../difference.ts'

export type BooksDifference = {
  id: string
  kind: DifferenceKind
  outcome: Outcome
  sentence: string
  orderId: string | null
  providerId: string | null
}

export type BooksRun = {
  id: string
  /** A name. Null: the schedule started it. */
  startedBy: string | null
  startedAt: Date
  endedAt: Date | null
  failure: string | null
  from: Date
  payments: number
  refunds: number
  /** The first hundred, with those that need a person first. */
  differences: BooksDifference[]
  /** The number of all differences. */
  total: number
}

/** The last runs, newest first. */
export type Books = { runs: BooksRun[]; readAt: Date }

/** Each answer is a person's work of an hour; a shop with more of them open has other worries. */
export const OPEN_DISPUTES_SHOWN = 100

export type OpenDispute = StaffDispute & { orderId: string; number: string }

export const reconcileSchema = z.object({ days: z.int().min(1).max(MAX_DAYS) })
