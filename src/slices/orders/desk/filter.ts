import { z } from 'zod'
import { daySchema } from '#platform/lib/day-schema.ts'
import { reasonField, searchField } from '#platform/lib/fields.ts'
import { codeText } from '#platform/lib/text.ts'
import { deliveryStates, moneyStates, orderStates } from '../order.ts'

/** The views of the order list, as tabs. Each is a question staff ask many times a day. */
export const staffViews = ['all', 'to-ship', 'not-picked', 'processing', 'problems', 'refunded'] as const
export type StaffView = (typeof staffViews)[number]

export const staffViewNames: Record<StaffView, string> = {
  all: 'All',
  'to-ship': 'To ship',
  'not-picked': 'Not picked',
  processing: 'Processing',
  problems: 'Problems',
  refunded: 'Refunded',
}

/** Longest text that is searched for; every word of it counts. */
const SEARCH_MAX = 120

/** What a list of orders is narrowed by. Days are whole days in the shop's calendar, both ends included. */
export const staffFilterSchema = z.object({
  view: z.enum(staffViews),
  search: searchField(SEARCH_MAX),
  state: z.enum(orderStates).nullable(),
  money: z.enum(moneyStates).nullable(),
  delivery: z.enum(deliveryStates).nullable(),
  from: daySchema.nullable(),
  to: daySchema.nullable(),
})

export type StaffFilter = z.infer<typeof staffFilterSchema>

/** A page of it: the newest, or what lies beyond an order in either direction. The cursor is that order's id. */
export const staffListSchema = staffFilterSchema.extend({
  after: z.uuid().nullable(),
  before: z.uuid().nullable(),
})

export type StaffListInput = z.infer<typeof staffListSchema>

export const everyOrder: StaffListInput = {
  view: 'all',
  search: '',
  state: null,
  money: null,
  delivery: null,
  from: null,
  to: null,
  after: null,
  before: null,
}

export const reasonSchema = reasonField('Enter a reason')

/** Why staff cancel or refund: it stands in the order's history for good. */
export const staffReasonSchema = z.object({ orderId: z.uuid(), reason: reasonSchema })

export type StaffReason = z.infer<typeof staffReasonSchema>

// Eight letters of Crockford's base 32, as order-number.ts makes them: that file reads node:crypto, which a page cannot.
const bareNumberPattern = /^[0-9A-HJKMNP-TV-Z]{8}$/

/** `2k7f 9qxm`, `o-2k7f9qxm` → `O-2K7F-9QXM`; null when it cannot be the number of an order. */
export function numberIn(text: string): string | null {
  const bare = codeText(text).toUpperCase().replace(/[\s-]/g, '')
  const letters = bare.length === 9 && bare.startsWith('O') ? bare.slice(1) : bare
  return bareNumberPattern.test(letters) ? `O-${letters.slice(0, 4)}-${letters.slice(4)}` : null
}

/** The words of a search, every one of which must fit; a sign by itself is none. */
export const searchWords = (search: string): string[] => {
  const parts = [...new Set(search.split(/\s+/).filter(Boolean))]
  const words = parts.filter(part => /[\p{L}\p{N}]/u.test(part))
  return words.length ? words : parts
}

/** Fewer digits are no phone number. */
const PHONE_DIGITS_MIN = 6
/** Numbers that agree in so many last digits are taken for one: `+44 20 …` and `020 …`. */
const PHONE_DIGITS_COMPARED = 8

/** `+44 (0)20 7946 0991`, `0044 20…`, `020-7946-0991` → the digits by which an order is found; null when it is no phone number. */
export function phoneIn(search: string): string | null {
  const typed = search
    .normalize('NFKC')
    .replace(/^\s*tel:/i, '')
    .trim()
  if (!/^[+(]?[+(\d][\d\s().\-/\u2010-\u2015]*$/.test(typed)) return null
  const digits = typed.replace('(0)', '').replace(/\D/g, '').replace(/^0+/, '')
  return digits.length < PHONE_DIGITS_MIN ? null : digits.slice(-PHONE_DIGITS_COMPARED)
}

/** Nobody reads beyond this many, and counting on would read the whole table: "1,000+". */
export const COUNT_CAP = 1_000
/** The newest orders are read until so many have a name, and a common one has few in a hundred. */
const SEARCH_COUNT_CAP = 200

/** Where counting under a filter stops: what is one above it is told as "1,000+". */
export const countCap = (search: string): number => (search ? SEARCH_COUNT_CAP : COUNT_CAP)

/** Which of an order's effects is done again. */
export const repeatSchema = z.object({ orderId: z.uuid(), kind: z.string().min(1).max(100) })
