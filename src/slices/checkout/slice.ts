import { slice } from '#platform/slice.ts'

/** The page that places an order. */
export const checkout = slice({ name: 'checkout' })
