import { z } from 'zod'
import { LIMITS } from '#platform/fields/limits.ts'

/**
 * `asked`: somebody said yes for an address. `proved`: its owner opened the link that went there, and only now it counts.
 * `withdrawn`: it was taken back. `lapsed`: nobody opened the link in time.
 */
export const letterSteps = ['asked', 'proved', 'withdrawn', 'lapsed'] as const
export type LetterStep = (typeof letterSteps)[number]

/**
 * How somebody took a step: on a page, through REST, by a mailed link, by the button of a mail program. `desk`: staff stopped the letters
 * for a customer who asked for it. `time`: nobody did.
 */
export const letterWays = [
  'account',
  'checkout',
  'rest',
  'link',
  'one_click',
  'account_deleted',
  'desk',
  'time',
] as const
export type LetterWay = (typeof letterWays)[number]

/** Long enough for a mail that is read the next day. After it the shop forgets the address. */
export const CONFIRM_HOURS = 48

/** The words that were read, by their version. */
export const versionField = z.string('Name the version of the words').min(1).max(LIMITS.sentenceVersion)

export const letterLinkSchema = z.object({ readerId: z.uuid(), key: z.string().max(100) })
export type LetterLink = z.infer<typeof letterLinkSchema>

/** The notifications slice is above this one and works through this queue. */
export const CONFIRM_LETTERS_QUEUE = 'notifications.send-letters-confirmation'
export const confirmLettersSchema = z.object({ readerId: z.uuid(), seq: z.int() })
export type ConfirmLetters = z.infer<typeof confirmLettersSchema>

export const FORGET_READER_QUEUE = 'letters.forget-reader'
