import { stationOf, whoMayWork } from '#platform/stations/station-of.ts'
import { workerOf } from '#platform/stations/worker.ts'
import type { HotQueries } from '#proof/testing/hot-query.ts'
import { listArrivals, listBins } from './bins/read-bins.ts'
import { readLabelled } from './packing/labelled-parcel.ts'
import { countShort, floorLists, listFloorParcels, listTasks, readFloorParcel, readWave } from './queries.ts'
import { readFloor, readFloors } from './read-floors.ts'

export const hotQueries: HotQueries = ({ orderId, now, sku }) => {
  const rights = ['*']
  return [
    { name: 'the floors', run: db => readFloors({ db, rights }) },
    { name: 'a floor', run: db => readFloor({ db, rights }, 'north') },
    { name: 'a wave', run: db => readWave({ db, rights }, orderId) },
    {
      name: 'its tasks',
      run: db => listTasks({ db, rights }, { wave: orderId, trolley: null, after: null }),
    },
    ...floorLists.map(list => ({
      name: `parcels of a floor, ${list}`,
      run: (db: Parameters<typeof countShort>[0]) => listFloorParcels({ db, rights }, 'north', list),
    })),
    { name: 'what waits to be put away', run: db => listArrivals({ db, rights }, 'north') },
    {
      name: 'bins',
      run: db => listBins({ db, rights }, { warehouse: 'north', bin: null, item: null, after: null }),
    },
    {
      name: 'bins of an item',
      run: db => listBins({ db, rights }, { warehouse: 'north', bin: null, item: sku, after: null }),
    },
    { name: 'a parcel of a floor', run: db => readFloorParcel({ db, rights }, orderId) },
    { name: 'a parcel with its label', run: db => readLabelled(db, orderId) },
    { name: 'parcels of which something is missing', run: countShort },
    { name: 'the person at a station', run: db => workerOf(db, atStation(), now) },
    { name: 'the station of a device', run: db => stationOf(db, atStation(), now) },
    { name: 'the people of a station', run: db => whoMayWork(db, orderId, now) },
  ]
}

const atStation = () =>
  new Headers({ cookie: `orderly.station=${'s'.repeat(43)}; orderly.shift=${'t'.repeat(43)}` })
