import ScanBarcode from 'lucide-react/icons/scan-barcode'
import { rowsOf } from '#platform/db/kept-rows.ts'
import { byCustomer, local } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { demoBins } from './demo.ts'
import { floorRest } from './desk/rest.ts'
import { floorRouter } from './desk/router.ts'
import { floorParcelMoved, floorParcelStopped } from './events.ts'
import { floorInvariants } from './invariants.ts'
import { pages } from './pages.ts'
import { countShort } from './queries.ts'
import { stationLimits } from './stations/rate-limits.ts'
import { stationsRouter } from './stations/router.ts'

export const floor = slice({
  name: 'floor',
  about: 'Our own warehouse floor: waves, picking, packing and the hand-over to the carrier',
  routers: { floor: floorRouter, stations: stationsRouter },
  rest: floorRest,
  room: { href: '/floor', label: 'Floor', icon: ScanBarcode, place: 3, may: 'floor.work' },
  pages,
  permissions: {
    'floor.work': 'Plan waves, pick, pack and hand parcels to the carrier',
    'stations.write': 'Open and end packing stations, at which people work by PIN',
  },
  limits: stationLimits,
  waits: [{ room: '/floor', count: countShort }],
  events: [floorParcelMoved, floorParcelStopped],
  queueWords: {
    'floor.parcel_moved': { does: 'Tell the shop of a step on our floor' },
    'floor.parcel_stopped': { does: 'Tell the shop that a packed parcel stays here' },
  },
  faultPoints: {
    'scan.in': 'a scan with what it moved, not committed',
    'floor-parcel.in': 'a parcel packed or handed over on our floor, not committed',
    'write-off.in': 'units that will not be put back taken off the books, not committed',
    'manifest.in': 'a list for the carrier with all of its parcels handed over, not committed',
  },
  invariants: floorInvariants,
  keeps: [
    {
      what: 'what each bin gained and lost',
      keptDays: 8,
      why: 'A count of a bin is written down within a week, and is compared with the books of its own moment.',
      expire: rowsOf('bin_movements', 'id', 'at < $1::timestamptz'),
    },
    {
      what: 'who worked at a packing station, and when',
      keptDays: 365,
      why: 'Each row of the audit names person and station by itself; this is only how long they were there.',
      expire: rowsOf('station_shifts', 'id', 'began_at < $1::timestamptz'),
    },
  ],
  // Of staff alone, to whom the page on privacy does not speak.
  keepsOfPeople: [],
  leavesBehind: {
    station_pins: 'A visitor works nowhere.',
    station_shifts: 'A visitor works nowhere.',
  },
  ownData: {
    station_pins: { where: 'customer_id = $1', without: ['hash'] },
    station_shifts: { where: 'customer_id = $1', without: ['hash'] },
  },
  demo: demoBins,
  // A floor works by itself: its own machine, near its people, would hold all of it.
  places: {
    homes: local,
    bins: local,
    bin_levels: local,
    bin_movements: local,
    arrivals: local,
    waves: local,
    pick_tasks: local,
    pick_shares: local,
    scans: local,
    floor_parcels: local,
    floor_lines: local,
    put_back_losses: local,
    manifests: local,
    manifest_parcels: local,
    stations: local,
    station_shifts: local,
    station_pins: byCustomer('customer_id'),
  },
})
