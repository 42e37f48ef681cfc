import { slice } from '#platform/slice.ts'
import { pages } from './pages.ts'

export const checkout = slice({ name: 'checkout', about: 'The page that places an order', pages })
