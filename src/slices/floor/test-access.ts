import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  byKey,
  deskPage,
  everybody,
  staffOnly,
  staffOnNothing,
  toEach,
} from '#proof/testing/access-row.ts'

/** Staff get in, and are told that nothing waits. */
const staffOnNoParcel = { ...staffOnly, staff: 409 } as const
const nothing = () => ({ id: uuidv7() })
const north = { warehouse: 'north' }
const withReason = () => ({ ...nothing(), reason: 'Not ours' })

export const access: AccessRows = {
  procedures: {
    'floor.overview': { who: staffOnly, ask: () => undefined },
    'floor.warehouse': { who: staffOnly, ask: () => north },
    'floor.parcels': { who: staffOnly, ask: () => ({ ...north, list: 'waiting' }) },
    'floor.parcel': { who: staffOnNothing, ask: nothing },
    'floor.wave': { who: staffOnNothing, ask: nothing },
    'floor.walk': { who: staffOnNothing, ask: () => ({ wave: uuidv7(), trolley: 0 }) },
    'floor.makeWave': { who: staffOnNoParcel, ask: () => ({ ...north, kind: 'single' }) },
    'floor.claim': { who: staffOnNothing, ask: nothing },
    'floor.scan': {
      who: staffOnly,
      ask: () => ({
        scans: [
          {
            ...nothing(),
            kind: 'pick',
            task: uuidv7(),
            code: 'NO-1',
            quantity: 1,
            at: new Date().toISOString(),
          },
        ],
      }),
    },
    'floor.pack': { who: staffOnNothing, ask: nothing },
    'floor.handOver': { who: staffOnNothing, ask: nothing },
    'floor.delivered': { who: staffOnNothing, ask: nothing },
    'floor.packed': { who: staffOnly, ask: () => north },
    'floor.manifests': { who: staffOnly, ask: () => north },
    'floor.manifest': { who: staffOnNothing, ask: nothing },
    'floor.closeManifest': {
      who: staffOnNoParcel,
      ask: () => ({ ...nothing(), ...north, carrier: 'No Such Carrier' }),
    },
    'floor.lookAgain': { who: staffOnNothing, ask: withReason },
    'floor.giveBack': { who: staffOnNothing, ask: withReason },
    'floor.writeOff': {
      who: staffOnNothing,
      ask: () => ({ ...withReason(), parcel: uuidv7(), code: 'NO-1', quantity: 1 }),
    },
    'floor.toPutAway': { who: staffOnly, ask: () => north },
    'floor.bins': { who: staffOnly, ask: () => ({ ...north, code: null, after: null }) },
    'floor.addBins': { who: staffOnly, ask: () => ({ ...north, bins: ['Z-1'] }) },
    'floor.setHome': {
      who: staffOnNothing,
      ask: () => ({ sku: `NO-${uuidv7().slice(-12)}`, ...north, bin: 'A-1' }),
    },
    'stations.here': { limit: ['stationHere'], who: everybody },
    // None of them asks from a station.
    'stations.begin': {
      limit: ['stationPin'],
      who: toEach(403),
      ask: () => ({ person: uuidv7(), pin: '482915' }),
    },
    'stations.leave': { who: everybody },
    'stations.stillHere': { who: staffOnly },
    'stations.list': { who: staffOnly },
    'stations.open': { who: staffOnNothing, ask: () => ({ name: 'Bench', warehouse: 'nowhere' }) },
    'stations.end': { who: staffOnNothing, ask: nothing },
    'stations.ownPin': { who: { ...everybody, visitor: 401, link: 401 } },
    'stations.setPin': { who: staffOnly, ask: () => ({ pin: '482915' }) },
    'stations.removePin': { who: staffOnly, after: 'stations.setPin' },
    'stations.pins': { who: staffOnly },
    'stations.takePin': { who: staffOnNothing, ask: nothing },
  },
  rest: {
    'GET /api/v1/admin/waves': byKey,
    'POST /api/v1/admin/waves': byKey,
    'GET /api/v1/admin/tasks': byKey,
    'POST /api/v1/admin/scans': byKey,
    'GET /api/v1/admin/floor': byKey,
    'GET /api/v1/admin/floors': byKey,
    'POST /api/v1/admin/parcels/{id}/pack': byKey,
    'POST /api/v1/admin/parcels/{id}/hand-over': byKey,
    'POST /api/v1/admin/parcels/{id}/delivered': byKey,
    'POST /api/v1/admin/parcels/{id}/look-again': byKey,
    'POST /api/v1/admin/parcels/{id}/give-back': byKey,
    'POST /api/v1/admin/parcels/{id}/write-off': byKey,
    'PUT /api/v1/admin/variants/{sku}/bin': byKey,
    'GET /api/v1/admin/bins': byKey,
    'POST /api/v1/admin/bins': byKey,
    'GET /api/v1/admin/put-away': byKey,
    'POST /api/v1/admin/manifests': byKey,
    'GET /api/v1/admin/manifests': byKey,
    'GET /api/v1/admin/manifests/{id}': byKey,
    'GET /api/v1/admin/manifests/{id}/pdf': byKey,
  },
  routes: {
    'GET /api/floor/parcels/[id]/slip': { who: staffOnNothing },
    'GET /api/floor/manifests/[id]/pdf': { who: staffOnNothing },
  },
  pages: {
    '/floor': everybody,
    '/floor/station': everybody,
    '/admin/staff/stations': deskPage,
    '/floor/[warehouse]': everybody,
    '/floor/[warehouse]/pick/[wave]': everybody,
    '/floor/[warehouse]/pack': everybody,
    '/floor/[warehouse]/hand-over': everybody,
    '/floor/[warehouse]/sort': everybody,
    '/floor/[warehouse]/put-away': everybody,
    '/floor/[warehouse]/bins': everybody,
    '/floor/[warehouse]/count': everybody,
  },
}
