import { slice } from '#platform/slice.ts'

/** Lines, delivery and tax become totals. */
export const pricing = slice({ name: 'pricing' })
