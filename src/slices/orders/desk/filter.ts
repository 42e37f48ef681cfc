import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { daySchema } from '#platform/fields/day-schema.ts'
import { reasonField, searchField } from '#platform/fields/fields.ts'
import { codeText } from '#platform/fields/text.ts'
import { deliveryStates, moneyStates, orderStates } from '../order.ts'

/** The views of the order list, as tabs. Each answers a question that staff ask many times a day. */
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

/** The longest search text. Every word of it counts. */
const SEARCH_MAX = 120

/** The filters of an order list. Days are whole days in the shop's calendar, both ends included. */
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

/** A page of the list: the newest orders, or those beyond an order in either direction. The cursor is that order's id. */
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

/** Staff give this reason for a cancellation or refund. It stays in the order's history for good. */
export const staffReasonSchema = z.object({ orderId: z.uuid(), reason: reasonSchema })

export type StaffReason = z.infer<typeof staffReasonSchema>

/** What a person found. It stays in the order's history for good. */
export const staffReviewSchema = z.object({
  orderId: z.uuid(),
  note: reasonField('Enter what you found'),
})

// Eight letters of Crockford's base 32, as in order-number.ts. That file reads node:crypto, which a page cannot do.
const bareNumberPattern = /^[0-9A-HJKMNP-TV-Z]{8}$/

/** `2k7f 9qxm`, `o-2k7f9qxm` → `O-2K7F-9QXM`; null when it cannot be the number of an order. */
export function numberIn(text: string): string | null {
  const bare = codeText(text).toUpperCase().replace(/[\s-]/g, '')
  const letters = bare.length === 9 && bare.startsWith('O') ? bare.slice(1) : bare
  return bareNumberPattern.test(letters) ? `O-${letters.slice(0, 4)}-${letters.slice(4)}` : null
}

/** The words of a search, all of which must match. A sign by itself is no word. */
export const searchWords = (search: string): string[] => {
  const parts = [...new Set(search.split(/\s+/).filter(Boolean))]
  const words = parts.filter(part => /[\p{L}\p{N}]/u.test(part))
  return words.length ? words : parts
}

/** Shorter digit strings are no phone numbers. */
const PHONE_DIGITS_MIN = 6
/** Two numbers with the same last digits count as one: `+44 20 …` and `020 …`. */
const PHONE_DIGITS_COMPARED = 8

/** `+44 (0)20 7946 0991`, `0044 20…`, `020-7946-0991` → the digits to search for. Null when the text is no phone number. */
export function phoneIn(search: string): string | null {
  const typed = search
    .normalize('NFKC')
    .replace(/^\s*tel:/i, '')
    .trim()
  if (!/^[+(]?[+(\d][\d\s().\-/\u2010-\u2015]*$/.test(typed)) return null
  const digits = typed.replace('(0)', '').replace(/\D/g, '').replace(/^0+/, '')
  return digits.length < PHONE_DIGITS_MIN ? null : digits.slice(-PHONE_DIGITS_COMPARED)
}

/** Nobody reads beyond this many, and counting on would read the whole table. The page shows "1,000+". */
export const COUNT_CAP = 1_000
/** The newest orders are read until this many match a name. A common name has a few in every hundred. */
const SEARCH_COUNT_CAP = 200

/** Counting under a filter stops here. One more than this is shown as "1,000+". */
export const countCap = (search: string): number => (search ? SEARCH_COUNT_CAP : COUNT_CAP)

/** The effect of an order that is done again. */
export const repeatSchema = z.object({ orderId: z.uuid(), kind: z.string().min(1).max(100) })
