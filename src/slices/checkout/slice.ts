import { slice } from '#platform/slice.ts'

export const checkout = slice({ name: 'checkout', about: 'The page that places an order' })
