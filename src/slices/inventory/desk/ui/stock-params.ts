import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { type StockListInput, type StockView, stockViews } from '../stock-view.ts'

/** The list's address: its filters and the page. */
export const staffStockParams = {
  view: parseAsStringLiteral(stockViews).withDefault('all'),
  q: parseAsString.withDefault(''),
  after: parseAsString,
  before: parseAsString,
}

export const loadStaffStockParams = createLoader(staffStockParams)
export const staffStockHref = createSerializer(staffStockParams)

export type StaffStockParams = Awaited<ReturnType<typeof loadStaffStockParams>>

export const stockViewNames: Record<StockView, string> = {
  all: 'All',
  launches: 'Launches',
  split: 'In buckets',
}

/** The longest search that the server accepts. */
const SEARCH_MAX = 120
const SKU_MAX = 400

export function stockListInputOf({ view, q, after, before }: StaffStockParams): StockListInput {
  const cut = (sku: string | null) => sku?.slice(0, SKU_MAX) ?? null
  return {
    view,
    search: q.trim().slice(0, SEARCH_MAX),
    after: before ? null : cut(after),
    before: cut(before),
  }
}
