import type { HotQueries } from '#proof/testing/hot-query.ts'
import { readStockAt } from './ledger/past-stock.ts'
import { availableUnits } from './stock.ts'

export const hotQueries: HotQueries = ({ variantId }) => [
  { name: 'what can be bought of a variant', run: db => availableUnits(db, [variantId]) },
  {
    name: 'what lay where a month ago',
    run: db => readStockAt(db, variantId, new Date(Date.now() - 30 * 86_400_000)),
  },
]
