import { z } from 'zod'
import { daySchema } from '#platform/fields/day-schema.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { MOST_MONTHS, monthsOf } from './liability.ts'

export const liabilityFields = z.object({ from: optionally(daySchema), to: optionally(daySchema) })
type Asked = z.infer<typeof liabilityFields>

/** The days of a report: to today unless said otherwise, and from the first of January of the same year. */
export function daysOf({ from, to }: Asked, today: string): { from: string; to: string } {
  const last = to ?? today
  const first = from ?? `${last.slice(0, 4)}-01-01`
  const refuse = (path: string, message: string) =>
    new Refusal('validation_failed', 'Some fields are not right.', [{ path, message }])
  if (last > today) throw refuse('to', 'Enter today or an earlier day')
  if (first > last) throw refuse('from', 'Enter a day before the last one')
  if (monthsOf(first, last).length > MOST_MONTHS)
    throw refuse('from', `Ask for ${MOST_MONTHS} months or fewer`)
  return { from: first, to: last }
}
