import { slice } from '#platform/slice.ts'
import { pricingLimits } from './rate-limits.ts'

export const pricing = slice({
  name: 'pricing',
  about: 'Lines, delivery and tax become totals',
  limits: pricingLimits,
})
