import type { Invariant } from '#platform/db/invariant.ts'
import { MAX_WISHES } from './wish.ts'

export const wishlistInvariants: readonly Invariant[] = [
  {
    number: 17,
    says: `no wish list holds more than ${MAX_WISHES} products`,
    count: `select count(*) from (select 1 from wishes group by customer_id having count(*) > ${MAX_WISHES}) over_full`,
  },
]
