import { z } from 'zod'
import { codeText } from '#platform/fields/text.ts'

const BIN_MAX = 20

export const binField = z
  .string('Name the bin')
  .overwrite(text => codeText(text).toUpperCase())
  .min(1, 'Name the bin')
  .max(BIN_MAX, `Use ${BIN_MAX} characters or fewer`)
  .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, 'A bin has letters, digits and single dashes, such as A-03-2')

/** The first part of the code: `A` of `A-03-2`. */
export const zoneOf = (bin: string): string => bin.split('-')[0] ?? bin
