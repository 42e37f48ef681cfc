import { z } from 'zod'
import { isReachable, readEmail } from './email.ts'
import { LIMITS } from './limits.ts'
import { codeText, holdsBidi, holdsControls, holdsLetters, oneLine, someLines } from './text.ts'

/**
 * The fields that people and programs fill in, each defined once: how it is read, how long it may be, and the words when
 * it is wrong. Pages, REST, sign-up and imports build their schemas of these.
 */

const atMost = (max: number) => `Use ${max} characters or fewer`
const HIDDEN = 'This holds a character that cannot be seen. Type it in again instead of pasting it'

/** Words in one line, as on a label: no line breaks, nothing that hides or turns the writing round. */
const line = (max: number, sentence: string) =>
  z
    .string(sentence)
    .overwrite(oneLine)
    .max(max, atMost(max))
    .refine(text => !holdsControls(text), 'Write it in one line, without line breaks or control characters')
    .refine(text => !holdsBidi(text), HIDDEN)

/** Somebody's name, or a line of an address: something that can be read out. */
export const lineField = (sentence: string, max: number = LIMITS.addressLine) =>
  line(max, sentence).min(1, sentence).refine(holdsLetters, sentence)

/** One line of words, or nothing. */
export const freeLine = (max: number) => line(max, 'Enter text')

/** The same where it may be left out: empty, null and absent are one. */
export const optionalLine = (max: number = LIMITS.addressLine) =>
  line(max, 'Enter text, or leave it out').nullish().transform(orAbsent).optional()

const orAbsent = (text: string | null | undefined) => text || undefined

/** Where mail is sent, in the form that mail servers take. */
export const emailField = z
  .string('Enter your email address')
  .max(4 * LIMITS.email, atMost(LIMITS.email))
  .transform((typed, check) => {
    if (!typed.trim()) return refuse(check, 'Enter your email address')
    const read = readEmail(typed)
    return 'email' in read ? read.email : refuse(check, read.wrong)
  })

/** An address that somebody begins to use with us: mail must be able to reach it. */
export const newEmailField = emailField.refine(
  isReachable,
  'No mail reaches this address. Use one where you read your mail',
)

function refuse(check: z.RefinementCtx, message: string): never {
  check.addIssue({ code: 'custom', message })
  return z.NEVER
}

export const skuField = z
  .string('Name the SKU')
  .overwrite(codeText)
  .min(1, 'Name the SKU')
  .max(LIMITS.sku, atMost(LIMITS.sku))
  .refine(sku => !holdsControls(sku), 'A SKU is one line')

/** An international telephone number has fifteen digits (E.164); an extension may follow. */
const PHONE = 'Enter a phone number, like 07700 900 982 or +44 808 157 0192'
const phonePattern = /^(?=(?:\D*\d){5})\+?[\d\s().\-/]+(?:(?:ext\.?|x|#|,|;ext=)\s*\d{1,8})?$/i
const phoneText = z
  .string(PHONE)
  .overwrite(codeText)
  .max(LIMITS.phone, atMost(LIMITS.phone))
  .refine(text => text === '' || (phonePattern.test(text) && digitsOf(text) <= 23), PHONE)
const digitsOf = (text: string) => text.replace(/\D/g, '').length

export const phoneField = phoneText.nullish().transform(orAbsent).optional()

/** As typed; its country's rules judge it. Some countries have none: empty, null and absent are one. */
export const postalCodeField = z
  .string('Enter the postcode as text')
  .overwrite(codeText)
  .max(LIMITS.postalCode, atMost(LIMITS.postalCode))
  .nullish()
  .transform(text => text ?? '')

/** BCP 47 in its canonical form; what a browser or program prefers to be written to in. */
export const localeField = z
  .string('Send a language tag, like en-GB')
  .overwrite(codeText)
  .max(LIMITS.locale, atMost(LIMITS.locale))
  .transform((tag, check) => canonicalLocale(tag) ?? refuse(check, 'Send a language tag, like en-GB'))

/** Null: no letter could be written in it. Every formatter of Intl takes a locale that passes here. */
export function canonicalLocale(tag: string): string | null {
  try {
    const [locale] = Intl.getCanonicalLocales(tag)
    if (!locale || locale.length > LIMITS.locale) return null
    new Intl.NumberFormat(locale)
    new Intl.DateTimeFormat(locale)
    return locale
  } catch {
    return null
  }
}

/** A reason or finding of staff, which stays in a history for good. */
export const reasonField = (sentence: string, max: number = LIMITS.reason) =>
  z
    .string(sentence)
    .overwrite(someLines)
    .min(1, sentence)
    .max(max, atMost(max))
    .refine(holdsLetters, sentence)
    .refine(text => !holdsBidi(text), HIDDEN)

/** Words in as many lines as they need, or nothing. */
export const linesField = (max: number) =>
  z
    .string('Enter text')
    .overwrite(someLines)
    .max(max, atMost(max))
    .refine(text => !holdsBidi(text), HIDDEN)

/** A code of somebody else's, such as a barcode, or nothing. */
export const codeField = (max: number) =>
  z
    .string('Enter it as text')
    .overwrite(codeText)
    .max(max, atMost(max))
    .refine(text => !holdsControls(text), 'Write it in one line')

/** Words of a search: compatible letters are the same, and so are all kinds of space. */
export const searchField = (max: number = LIMITS.search) =>
  z.string('Enter words to look for').overwrite(codeText).max(max, atMost(max))
