import Heart from 'lucide-react/icons/heart'
import { byCustomer } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { orderConfirmed } from '#slices/orders/events.ts'
import { carryOverWishes } from './carry-over-wishes.ts'
import { demoWishes } from './demo-wishes.ts'
import { wishesRouter } from './desk/router.ts'
import { wishlistInvariants } from './invariants.ts'
import { takeBoughtQueue } from './jobs.ts'
import { pages } from './pages.ts'
import { wishlistLimits } from './rate-limits.ts'
import { wishlistRouter } from './router.ts'

export const wishlist = slice({
  name: 'wishlist',
  about: 'Products that customers wish for',
  routers: { wishlist: wishlistRouter, wishes: wishesRouter },
  pages,
  headerLinks: [{ href: '/wishlist', label: 'Your wish list', icon: Heart, place: 1 }],
  besideBuying: true,
  room: { href: '/admin/wishes', label: 'Wishes', icon: Heart, place: 6, may: 'products.read' },
  on: [[orderConfirmed, takeBoughtQueue]],
  queueWords: { 'wishlist.take-bought': { does: 'Take what was bought off the wish list' } },
  limits: wishlistLimits,
  invariants: wishlistInvariants,
  keeps: [
    {
      what: 'wishes of visitors',
      keptDays: 365,
      why: 'Nobody comes back for them. Those of a visitor who never ordered go earlier, with the visitor.',
      expire: `
      with gone as (
        delete from wishes where (customer_id, product_id) in (
          select customer_id, product_id from wishes where by_visitor and wished_at < $1::timestamptz limit $2) returning 1)
      select count(*)::int as count from gone`,
    },
  ],
  keepsOfPeople: [
    {
      what: 'Your wish list: the products on it.',
      why: 'We keep it so that you find them again.',
      howLong: 'It stays with your account, or for at most a year when you have none.',
      place: 7,
    },
  ],
  ownData: { wishes: { where: 'customer_id = $1' } },
  carriesOver: carryOverWishes,
  demo: demoWishes,
  places: { wishes: byCustomer('customer_id') },
})
