import { createParser, parseAsStringLiteral } from 'nuqs'
import { daySchema } from '#platform/fields/day-schema.ts'

/** A value that is no day is ignored, so that a mistyped link still opens the page. */
const parseAsDay = createParser({
  parse: text => (daySchema.safeParse(text).success ? text : null),
  serialize: (text: string) => text,
})

export const shownReports = ['tax', 'journal'] as const

/** The address of the page: the report, and its days. Without them it is this month. */
export const reportsParams = {
  show: parseAsStringLiteral(shownReports).withDefault('tax'),
  from: parseAsDay,
  to: parseAsDay,
}
