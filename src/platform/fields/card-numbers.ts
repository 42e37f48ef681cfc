import { Refusal } from '../lib/refusal.ts'
import { codeText, ourDigits } from './text.ts'

/** Refuses a value that holds a card number and names only the path: the number itself goes no further. Every door calls it. */
export function refuseCardNumbers(value: unknown): void {
  const paths = cardNumberPaths(value)
  if (paths.length)
    throw new Refusal(
      'validation_failed',
      'Some fields are not right.',
      paths.map(path => ({
        path,
        message: 'This looks like a card number, which belongs in no field of ours. Take it out.',
      })),
    )
}

/** Enough for a person to see what is wrong. */
const MAX_PATHS = 10

/**
 * The places in a value that look like a card number, keys included. It walks without recursion, since
 * a caller may nest the value deeply.
 */
export function cardNumberPaths(value: unknown): string[] {
  const paths: string[] = []
  const open: { value: unknown; path: string; field: string }[] = [{ value, path: '', field: '' }]
  const seen = new Set<object>()
  for (let next = open.pop(); next && paths.length < MAX_PATHS; next = open.pop()) {
    const { value: here, path, field } = next
    if (typeof here === 'string' || typeof here === 'number' || typeof here === 'bigint') {
      if (holdsCardNumber(String(here), field)) paths.push(path)
    } else if (here !== null && typeof here === 'object' && !seen.has(here)) {
      seen.add(here)
      for (const [key, inside] of Object.entries(here)) {
        if (holdsCardNumber(key, '')) paths.push(path)
        else open.push({ value: inside, path: path === '' ? key : `${path}.${key}`, field: key })
      }
    }
  }
  return paths
}

/**
 * Fields whose form we know: telephones, parcel lockers and barcodes have digits enough to pass a check digit by chance,
 * so only what is as long as nearly every card counts there.
 */
const knownForms = new Set(['phone', 'postalCode', 'line1', 'line2', 'city', 'sku', 'email', 'code'])
const usualLengths: Lengths = { least: 15, most: 16 }
/** Numbers on labels are long, have check digits of their own, and nobody types them. */
const neverAsked = new Set(['barcode', 'barcodes', 'scan', 'scans', 'trackingNumber'])

/** A letter stands for two digits at most (`⑳`), so a shorter text holds no card. */
const SHORTEST_TYPED = 7

type Lengths = { least: number; most: number }
const everyLength: Lengths = { least: 13, most: 19 }

function holdsCardNumber(typed: string, field: string): boolean {
  if (typed.length < SHORTEST_TYPED || neverAsked.has(field)) return false
  const text = codeText(typed)
  // An international telephone number may have fifteen digits, and one in ten passes the check.
  if (field === 'phone' && /^(\+|00)(\D*\d){1,15}\D*$/.test(text)) return false
  const lengths = knownForms.has(field) ? usualLengths : everyLength
  return [...text.matchAll(digitGroups)].some(([run]) => cardIn(run, lengths))
}

/** The text with every card number in it cut out, together with the digits around it. */
export function maskCardNumbers(text: string, instead = '[card]'): string {
  return ourDigits(text).replace(digitGroups, run => (cardIn(run, everyLength) ? instead : run))
}

/** An id, which is kept, or digits in groups, a space or dash between them, as cards are written and read out. */
const digitGroups =
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b|\d+(?:[ -]\d+)*/gi

/** Whether some groups in a row make a card number: behind it may stand a date and a security code. */
function cardIn(run: string, { least, most }: Lengths): boolean {
  if (run.length < least || /[a-f]/i.test(run) || isId(run)) return false
  const groups = run.split(/[ -]/)
  return groups.some((_, first) => {
    let digits = ''
    for (const group of groups.slice(first, first + most)) {
      digits += group
      if (digits.length > most) return false
      if (digits.length >= least && isIssued(digits) && passesLuhn(digits)) return true
    }
    return false
  })
}

function isId(run: string): boolean {
  return /^\d{8}-\d{4}-[1-8]\d{3}-[89]\d{3}-\d{12}$/.test(run)
}

/** The ranges of numbers that card schemes give out, and how long theirs are (ISO/IEC 7812, as the schemes publish them). */
const issued: { begins: RegExp; lengths: readonly number[] }[] = [
  { begins: /^4/, lengths: [13, 16, 19] },
  { begins: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { begins: /^3[47]/, lengths: [15] },
  { begins: /^(30[0-5]|309|36|3[89])/, lengths: [14, 15, 16, 17, 18, 19] },
  { begins: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { begins: /^220[0-4]/, lengths: [16, 17, 18, 19] },
  { begins: /^8[12]/, lengths: [16, 17, 18, 19] },
  // Discover, UnionPay, RuPay and Maestro share what begins with 5 and 6.
  { begins: /^(50|5[6-9]|6)/, lengths: [13, 14, 15, 16, 17, 18, 19] },
]

function isIssued(digits: string): boolean {
  return issued.some(({ begins, lengths }) => begins.test(digits) && lengths.includes(digits.length))
}

/** The check digit every card number carries (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (const [place, digit] of [...digits].reverse().entries()) {
    const doubled = place % 2 === 1 ? Number(digit) * 2 : Number(digit)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
