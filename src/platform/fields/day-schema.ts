import { z } from 'zod'

/** A day of the calendar as `2026-12-09`. Zod takes the year 0000, which the calendar does not have and Postgres refuses. */
export const daySchema = z.iso
  .date('Enter a day, like 2026-12-09')
  .refine(day => !day.startsWith('0000'), 'Enter a day, like 2026-12-09')
