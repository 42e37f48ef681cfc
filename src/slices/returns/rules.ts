import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import type { ReturnReason } from './return.ts'

/** A fault of the goods is the seller's for two years, whatever the shop promises besides (Directive 2019/771, Article 10). */
export const FAULT_YEARS = 2

/** What becomes of a wish to send something back. */
export type Verdict =
  | { kind: 'approved' }
  /** A person decides. */
  | { kind: 'staff' }
  | { kind: 'too_late'; lastDay: string }

type Case = { reason: ReturnReason; deliveredAt: Date; now: Date; days: number }

/**
 * The shop's rule. Within the days everything with a plain reason is approved at once. After them a change of mind is too late, and
 * what is wrong with the goods is decided by a person, for two years.
 */
export function judge({ reason, deliveredAt, now, days }: Case): Verdict {
  const today = clockIn(SHOP_TIME_ZONE, now).day
  const last = lastDays({ deliveredAt, days })
  const isWithinDays = today <= last.toChangeMind
  if (reason === 'changed_mind')
    return isWithinDays ? { kind: 'approved' } : { kind: 'too_late', lastDay: last.toChangeMind }
  if (today > last.forFaults) return { kind: 'too_late', lastDay: last.forFaults }
  return isWithinDays && reason !== 'other' ? { kind: 'approved' } : { kind: 'staff' }
}

/** The last days, `YYYY-MM-DD`: each ends at midnight in the shop's zone. */
export function lastDays({ deliveredAt, days }: Pick<Case, 'deliveredAt' | 'days'>) {
  const { day } = clockIn(SHOP_TIME_ZONE, deliveredAt)
  const year = Number(day.slice(0, 4)) + FAULT_YEARS
  // The 29th of February has no like in most years: the 1st of March is the day after the same 28th.
  const sameDay = addDays(`${year}-${day.slice(5, 7)}-01`, Number(day.slice(8)) - 1)
  return { toChangeMind: addDays(day, days), forFaults: sameDay }
}
