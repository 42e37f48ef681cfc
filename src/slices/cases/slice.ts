import PackageX from 'lucide-react/icons/package-x'
import { byOrder } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { parcelTroubled } from '#slices/carriers/events.ts'
import { casesRest } from './desk/rest.ts'
import { casesRouter } from './desk/router.ts'
import { openByCarrierQueue } from './jobs.ts'
import { pages } from './pages.ts'
import { countOpen } from './queries.ts'

export const cases = slice({
  name: 'cases',
  about: 'Parcels that got lost, came damaged or could not be delivered, and what was decided about them',
  routers: { cases: casesRouter },
  rest: casesRest,
  room: { href: '/admin/cases', label: 'Cases', icon: PackageX, place: 4, may: 'orders.read' },
  pages,
  permissions: { 'cases.write': 'Report lost, damaged and undeliverable parcels, and settle what follows' },
  waits: [{ room: '/admin/cases', count: countOpen }],
  on: [[parcelTroubled, openByCarrierQueue]],
  queueWords: {
    'cases.open-by-carrier': { does: 'Open a case about a parcel that the carrier lost or damaged' },
  },
  faultPoints: {
    'case.in': 'a case opened with its event, not committed',
    'case.chosen': 'the outcome of a case is said, and nothing else has happened',
    'case-settled.in': 'a case settled with its events, not committed',
    'case.refunded': 'the money of a case went back, and the case is still open',
  },
  keepsOfPeople: [
    {
      what: 'What happened to a parcel of yours after it had left, and what we decided.',
      why: 'We owe you the goods or the money, and the carrier owes us an answer (contract, legitimate interest).',
      howLong: 'It stays as long as the order that it is about.',
      place: 15,
    },
  ],
  ownData: {
    cases: {
      where: 'order_id in (select id from orders where customer_id = $1)',
      without: ['opened_by', 'settled_by'],
    },
  },
  places: { cases: byOrder('order_id') },
})
