import Warehouse from 'lucide-react/icons/warehouse'
import { local } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { stockroomRest } from './desk/rest.ts'
import { stockroomRouter } from './desk/router.ts'
import { stockroomInvariants } from './invariants.ts'
import { pages } from './pages.ts'
import { countsThatWait } from './queries.ts'

export const stockroom = slice({
  name: 'stockroom',
  about: 'Deliveries booked in, counts, and what becomes of units that are set aside',
  routers: { stockroom: stockroomRouter },
  rest: stockroomRest,
  room: { href: '/admin/stockroom', label: 'Stockroom', icon: Warehouse, place: 3, may: 'stock.read' },
  pages,
  waits: [{ room: '/admin/stockroom', count: countsThatWait }],
  faultPoints: {
    'receipt.in': 'a delivery written with its units, not committed',
    'count.in': 'a count written with its differences, not committed',
  },
  invariants: stockroomInvariants,
  places: {
    receipts: local,
    receipt_lines: local,
    counts: local,
    count_lines: local,
    count_entries: local,
    sortings: local,
  },
})
