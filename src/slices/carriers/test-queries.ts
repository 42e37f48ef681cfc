import type { HotQueries } from '#proof/testing/hot-query.ts'
import { labelsOfOrder, labelsOfParcel } from './queries.ts'

export const hotQueries: HotQueries = ({ orderId }) => [
  { name: 'the labels of a parcel', run: db => labelsOfParcel(db, orderId) },
  { name: 'the labels of an order', run: db => labelsOfOrder(db, orderId) },
]
