import { z } from 'zod'
import { daySchema } from '#platform/fields/day-schema.ts'
import { addDays } from '#platform/lib/calendar-days.ts'

/** A leap year. A longer span is two reports. */
const MOST_DAYS = 366

/** Days of the shop, both of them in the report. */
const spanFields = { from: daySchema, to: daySchema }

export type Span = { from: string; to: string }

/** Why there is no report of this span, in a sentence. Null: there is one. */
export function whatIsWrong({ from, to }: Span): string | null {
  if (to < from) return 'The last day comes before the first.'
  if (to >= addDays(from, MOST_DAYS)) return `A report is about ${MOST_DAYS} days at most.`
  return null
}

export const spanSchema = z
  .object(spanFields, 'Send the first and the last day')
  .refine(span => whatIsWrong(span) === null, {
    path: ['to'],
    // Zod asks it of what is no day, too.
    when: ({ issues }) => issues.length === 0,
    error: issue => whatIsWrong(issue.input as Span) ?? '',
  })
