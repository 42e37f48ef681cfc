import type { HotQueries } from '#proof/testing/hot-query.ts'
import { listReturns, readDeskReturn, readWaitingReturns } from './desk/list-queries.ts'
import { returnsOf } from './queries.ts'
import { returnStates } from './return.ts'

export const hotQueries: HotQueries = ({ orderId }) => [
  { name: 'returns, all', run: db => listReturns(db, { state: null, after: null }) },
  ...returnStates.map(state => ({
    name: `returns, ${state}`,
    run: (db: Parameters<typeof listReturns>[0]) => listReturns(db, { state, after: null }),
  })),
  { name: 'returns that wait for staff', run: db => readWaitingReturns(db) },
  { name: 'the returns of an order', run: db => returnsOf(db, orderId) },
  { name: 'a return by its number', run: db => readDeskReturn(db, 'R-0000-0000') },
]
