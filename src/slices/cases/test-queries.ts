import type { HotQueries } from '#proof/testing/hot-query.ts'
import { caseStates } from './case.ts'
import { casesOf, countOpen, listCases } from './queries.ts'

export const hotQueries: HotQueries = ({ orderId }) => [
  { name: 'cases, all', run: db => listCases(db, { state: null, after: null }) },
  ...caseStates.map(state => ({
    name: `cases, ${state}`,
    run: (db: Parameters<typeof listCases>[0]) => listCases(db, { state, after: null }),
  })),
  { name: 'open cases', run: db => countOpen(db) },
  { name: 'the cases of an order', run: db => casesOf(db, orderId) },
]
