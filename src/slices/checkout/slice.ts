import { slice } from '#platform/slice.ts'
import { pages } from './pages.ts'

/** The page that places an order. */
export const checkout = slice({ name: 'checkout', pages })
