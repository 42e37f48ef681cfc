import { z } from 'zod'
import { readEmail } from '#platform/fields/email.ts'
import { searchField } from '#platform/fields/fields.ts'
import { CODE_LETTERS } from '../code-letters.ts'

const WRONG = 'Enter the last four letters of the code, or an email address'
const end = new RegExp(`^[${CODE_LETTERS}]{4}$`)

/** The last four letters of a code, whatever their case, or the address to which cards are mailed. Nobody looks for a whole code: it would stand in the address. */
export const cardSearchField = searchField().transform((typed, check): { end?: string; email?: string } => {
  const letters = typed.toUpperCase()
  if (end.test(letters)) return { end: letters }
  const read = readEmail(typed)
  if ('email' in read) return { email: read.email }
  check.addIssue({ code: 'custom', message: WRONG })
  return z.NEVER
})
