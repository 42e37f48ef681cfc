import type { HotQueries } from '#proof/testing/hot-query.ts'
import { livePromotions } from './live-promotions.ts'
import { listPromotions } from './queries.ts'
import { customerKeys } from './redemptions.ts'
import { usedUpBy } from './used-up-by.ts'

export const hotQueries: HotQueries = ({ orderId, email, now }) => [
  { name: 'promotions, all', run: db => listPromotions(db, { state: null, after: null, at: now }) },
  {
    name: 'live promotions, with a code',
    run: db => livePromotions(db, { codes: ['WELCOME10'], at: now, currency: 'GBP' }),
  },
  {
    name: 'what a customer has used up',
    run: db =>
      usedUpBy(db, customerKeys({ customerId: null, email }), [{ id: orderId, limitPerCustomer: 1 }]),
  },
]
