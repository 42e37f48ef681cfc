import { z } from 'zod'
import { codeText } from '#platform/fields/text.ts'

const CODE = /^[A-Z0-9-]{3,40}$/
const SENTENCE = 'Use 3 to 40 letters, digits and dashes, like WELCOME10'
/** Longer than any code with the blanks around it. */
const TYPED_MOST = 200

/** The code as it is shown and compared: capitals, without blanks around it. */
export const normalisedCode = (typed: string): string => codeText(typed).toUpperCase()

export const isCode = (code: string): boolean => CODE.test(code)

/** A code as staff choose it. */
export const codeField = z
  .string(SENTENCE)
  .max(TYPED_MOST, SENTENCE)
  .transform(normalisedCode)
  .refine(isCode, SENTENCE)

/** What the codes of a batch begin with. */
export const PREFIX_MOST = 20
export const prefixField = z
  .string('Use letters, digits and dashes')
  .max(TYPED_MOST, `Use ${PREFIX_MOST} characters or fewer`)
  .transform(normalisedCode)
  .refine(
    prefix => /^[A-Z0-9-]*$/.test(prefix) && prefix.length <= PREFIX_MOST,
    `Use ${PREFIX_MOST} letters, digits and dashes, or fewer`,
  )
