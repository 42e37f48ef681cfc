import { slice } from '#platform/slice.ts'
import { pricingLimits } from './rate-limits.ts'

/** Lines, delivery and tax become totals. */
export const pricing = slice({ name: 'pricing', limits: pricingLimits })
