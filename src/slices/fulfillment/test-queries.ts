import type { HotQueries } from '#proof/testing/hot-query.ts'
import { keptPromises } from './desk/kept-promises.ts'
import { listedStates, type ParcelListInput } from './desk/listed-parcel.ts'
import { listParcels, readParcel } from './desk/parcel-queries.ts'

const everyParcel: ParcelListInput = { state: null, warehouse: null, late: false, after: null, before: null }

export const hotQueries: HotQueries = ({ orderId, now }) => {
  const lists: { name: string; asked: Partial<ParcelListInput> }[] = [
    { name: 'all', asked: {} },
    ...listedStates.map(state => ({ name: state, asked: { state } })),
    { name: 'of a warehouse', asked: { warehouse: 'north' } },
    { name: 'not picked in a warehouse', asked: { warehouse: 'north', state: 'planned' } },
    { name: 'late', asked: { late: true } },
    { name: 'a page further', asked: { after: orderId } },
    { name: 'shipped, a page back', asked: { state: 'shipped', before: orderId } },
  ]
  return [
    ...lists.map(({ name, asked }) => ({
      name: `parcels, ${name}`,
      run: (db: Parameters<typeof listParcels>[0]) => listParcels(db, { ...everyParcel, ...asked }, now),
    })),
    { name: 'promises kept', run: db => keptPromises(db, now) },
    { name: 'a parcel by its id', run: db => readParcel(db, orderId) },
  ]
}
