import type { HotQueries } from '#proof/testing/hot-query.ts'
import { availableUnits } from './stock.ts'

export const hotQueries: HotQueries = ({ variantId }) => [
  { name: 'what can be bought of a variant', run: db => availableUnits(db, [variantId]) },
]
