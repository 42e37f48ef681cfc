import type { HotQueries } from '#proof/testing/hot-query.ts'
import { readLateParcels, readPromiseHistory, readPromises } from './queries.ts'

export const hotQueries: HotQueries = ({ orderId }) => [
  { name: 'what is promised of an order', run: db => readPromiseHistory(db, orderId) },
  { name: 'what is promised of parcels', run: db => readPromises(db, [orderId]) },
  { name: 'late parcels', run: readLateParcels },
]
