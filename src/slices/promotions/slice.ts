import TicketPercent from 'lucide-react/icons/ticket-percent'
import { byItself, byOrder, reference } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { demoPromotion } from './demo-promotion.ts'
import { promotionsRest } from './desk/rest.ts'
import { promotionsRouter } from './desk/router.ts'
import { promotionInvariants } from './invariants.ts'
import { pages } from './pages.ts'
import { promotionLimits } from './rate-limits.ts'

export const promotions = slice({
  name: 'promotions',
  about: 'Codes and automatic promotions, and which order uses what of them',
  routers: { promotions: promotionsRouter },
  rest: promotionsRest,
  room: {
    href: '/admin/promotions',
    label: 'Promotions',
    icon: TicketPercent,
    place: 7,
    may: 'promotions.read',
  },
  pages,
  permissions: {
    'promotions.read': 'See promotions and how often they are used',
    'promotions.write': 'Make, change and end promotions, and make codes',
  },
  limits: promotionLimits,
  invariants: promotionInvariants,
  keepsOfPeople: [
    {
      what: 'That an order used a promotion which each customer may use so many times only: a hash of your email address and the number of your account.',
      why: 'We need it so that the promotion is used no more often (legitimate interest).',
      howLong: 'It stays as long as the order that it is about.',
      place: 16,
    },
  ],
  demo: demoPromotion,
  places: {
    promotions: reference,
    promotion_versions: reference,
    promotion_batches: reference,
    promotion_codes: byItself('id'),
    promotion_budgets: byItself('promotion_id'),
    redemptions: byOrder('order_id'),
    redemption_slots: byItself('promotion_id'),
  },
})
