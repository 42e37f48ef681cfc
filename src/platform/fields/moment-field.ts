import { z } from 'zod'

/** A moment: our pages send a date, other programs the text of ISO 8601 with its zone, like 2026-12-09T10:00:00Z. */
export const momentField = (sentence: string) =>
  z
    .union(
      [z.date(sentence), z.iso.datetime({ offset: true, error: sentence }).transform(text => new Date(text))],
      sentence,
    )
    .meta({ type: 'string', format: 'date-time' })
