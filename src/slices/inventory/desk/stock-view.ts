import { z } from 'zod'
import { searchField } from '#platform/fields/fields.ts'
import type { PageBothWays } from '#platform/lib/pages.ts'
import type { Launch } from '../launch.ts'
import type { LedgerPlace, MovementReason } from '../ledger/schema.ts'
import type { UnitsAt } from '../ledger/where-units-are.ts'
import type { Offer } from '../waiting/queries.ts'
import type { Line } from '../waiting-line.ts'
import type { WarehouseState } from '../warehouses/warehouse-input.ts'

export const stockViews = ['all', 'split', 'launches'] as const
export type StockView = (typeof stockViews)[number]

const SEARCH_MAX = 120
const CURSOR_MAX = 400

export const stockListSchema = z.object({
  view: z.enum(stockViews),
  search: searchField(SEARCH_MAX),
  /** SKUs, in whose order the list runs. An older shop may hold longer ones than the limit of today. */
  after: z.string().max(CURSOR_MAX).nullable(),
  before: z.string().max(CURSOR_MAX).nullable(),
})
export type StockListInput = z.infer<typeof stockListSchema>

/** The units of a variant in one warehouse, over all its buckets. */
export type StockPlace = {
  warehouseId: string
  warehouse: string
  /** The short name of the warehouse. */
  code: string
  state: WarehouseState
  onHand: number
  reserved: number
  /** Of the reserved units, those that lie in totes and are on their way back to the shelf. */
  toPutBack: number
  buckets: number
}

export type StockLaunch = Launch & { splitAt: Date | null }

export type StockRow = {
  variantId: string
  sku: string
  slug: string
  name: string
  options: Record<string, string>
  /** The most units in one order; null means the shop's general limit. */
  maxPerOrder: number | null
  places: StockPlace[]
  launch: StockLaunch | null
}

export type StockList = PageBothWays<StockRow> & { readAt: Date }

/** A variant with every warehouse of the shop. */
export type StockEverywhere = {
  variantId: string
  sku: string
  options: Record<string, string>
  places: Pick<
    StockPlace,
    'warehouseId' | 'warehouse' | 'code' | 'state' | 'onHand' | 'reserved' | 'toPutBack'
  >[]
}

export type StockMovement = {
  id: number
  at: Date
  warehouse: string
  units: number
  from: LedgerPlace
  to: LedgerPlace
  reason: MovementReason
  note: string | null
  by: string
}

export type StockOfVariant = {
  row: StockRow
  /** The state of the line for its launch, while there is one. */
  line: Line | null
  /** Until when it is sold beyond its stock. */
  offer: Offer
  movements: StockMovement[]
  /** Where every unit is, by the whole ledger. */
  places: UnitsAt[]
  readAt: Date
}

/** The units on hand, the promised units, and the units left to sell. */
export function sumOf(places: readonly StockPlace[]) {
  const onHand = places.reduce((sum, place) => sum + place.onHand, 0)
  const reserved = places.reduce((sum, place) => sum + place.reserved, 0)
  const available = places.reduce((sum, place) => sum + availableAt(place), 0)
  return { onHand, reserved, available }
}

/** The highest number of buckets in any of its warehouses. */
export const bucketsOf = (places: readonly StockPlace[]) =>
  places.reduce((most, place) => Math.max(most, place.buckets), 1)

/** The units that orders can still take there: none while the warehouse is not open. */
export const availableAt = ({
  state,
  onHand,
  reserved,
}: Pick<StockPlace, 'state' | 'onHand' | 'reserved'>): number => (state === 'open' ? onHand - reserved : 0)
