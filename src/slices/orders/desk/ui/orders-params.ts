import {
  createLoader,
  createParser,
  createSerializer,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { z } from 'zod'
import { daySchema } from '#platform/fields/day-schema.ts'
import { deliveryStates, moneyStates, orderStates } from '#slices/orders/order.ts'
import { type StaffFilter, type StaffListInput, staffViews } from '../filter.ts'

/** A value that does not fit is ignored, so that an old or mistyped link still opens the list. */
function parseAs(schema: z.ZodType<string>) {
  return createParser({
    parse: text => (schema.safeParse(text).success ? text : null),
    serialize: (text: string) => text,
  })
}

/** The address of the list: its filters and the position in it. */
export const staffOrdersParams = {
  view: parseAsStringLiteral(staffViews).withDefault('all'),
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(orderStates),
  payment: parseAsStringLiteral(moneyStates),
  delivery: parseAsStringLiteral(deliveryStates),
  from: parseAs(daySchema),
  to: parseAs(daySchema),
  after: parseAs(z.uuid()),
  before: parseAs(z.uuid()),
}

export const loadStaffOrdersParams = createLoader(staffOrdersParams)
export const staffOrdersHref = createSerializer(staffOrdersParams)

export type StaffOrdersParams = Awaited<ReturnType<typeof loadStaffOrdersParams>>

/** The longest search that the server accepts. */
const SEARCH_MAX = 120

export function filterOf(params: StaffOrdersParams): StaffFilter {
  const { view, q, state, payment, delivery, from, to } = params
  return { view, search: q.trim().slice(0, SEARCH_MAX), state, money: payment, delivery, from, to }
}

export function listInputOf(params: StaffOrdersParams): StaffListInput {
  const { after, before } = params
  return { ...filterOf(params), after: before ? null : after, before }
}

/** The number of active filters, without the search and the view. */
export function filtersSet(params: StaffOrdersParams): number {
  const { state, payment, delivery, from, to } = params
  return [state, payment, delivery, from, to].filter(Boolean).length
}
