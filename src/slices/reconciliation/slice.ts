import Scale from 'lucide-react/icons/scale'
import { local } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { booksRouter } from './desk/router.ts'
import { reconcileNightly, reconcileQueue } from './jobs.ts'
import { pages } from './pages.ts'

export const reconciliation = slice({
  name: 'reconciliation',
  about: "Our books against the bank's",
  routers: { books: booksRouter },
  room: { href: '/admin/books', label: 'Books', icon: Scale, place: 5, may: 'money.read' },
  pages,
  permissions: {
    'money.read': 'See the books and disputes',
    'money.reconcile': 'Compare the books with the bank now',
  },
  queues: [reconcileQueue],
  schedules: [reconcileNightly],
  queueWords: {
    'orders.reconcile': { does: 'Compare our books with the bank’s', partner: 'The bank’s books' },
  },
  places: { reconciliations: local, reconciliation_differences: local },
})
