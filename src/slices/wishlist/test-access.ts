import { type AccessRows, everybody, staffOnly, type Wanted } from '#proof/testing/access-row.ts'

const bySlug = ({ sku }: Wanted) => ({ slug: sku.toLowerCase() })

// A wish list is found by the session alone: no input names one.
export const access: AccessRows = {
  procedures: {
    'wishlist.list': { limit: ['readWishes'], who: everybody },
    'wishlist.add': { limit: ['changeWishes', 'visit'], who: everybody, ask: bySlug },
    'wishlist.remove': { limit: ['changeWishes', 'visit'], who: everybody, ask: bySlug },
    'wishes.most': { who: staffOnly },
  },
  pages: { '/wishlist': everybody, '/admin/wishes': everybody },
}
