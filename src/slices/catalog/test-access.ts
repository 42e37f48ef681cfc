import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  byKey,
  deskPage,
  everybody,
  staffOnly,
  staffOnNothing,
  type Wanted,
} from '#proof/testing/access-row.ts'

const noProduct = () => ({ id: uuidv7() })
const noPicture = () => ({ ...noProduct(), pictureId: uuidv7() })
const bySlug = ({ sku }: Wanted) => ({ slug: sku.toLowerCase() })

export const access: AccessRows = {
  procedures: {
    'catalog.categories': { who: everybody },
    'catalog.featured': { who: everybody, ask: () => ({ limit: 4 }) },
    'catalog.newest': { who: everybody, ask: () => ({ limit: 4 }) },
    'catalog.browse': { limit: ['search'], who: everybody, ask: () => ({ category: 'things' }) },
    'catalog.product': { who: everybody, ask: bySlug },
    'catalog.offers': { who: everybody, ask: bySlug },
    'catalog.related': { who: everybody, ask: wanted => ({ ...bySlug(wanted), limit: 4 }) },
    'catalog.slugs': { who: everybody, ask: () => ({ category: 'tableware' }) },
    'catalog.suggest': { limit: ['search'], who: everybody, ask: () => ({ query: 'thing' }) },
    'staffCatalog.products': { who: staffOnly, ask: () => ({ search: '', after: null, before: null }) },
    'staffCatalog.product': { who: staffOnNothing, ask: noProduct },
    'staffCatalog.createProduct': {
      who: staffOnly,
      ask: () => ({
        name: 'Thing',
        state: 'draft',
        variants: [{ sku: uuidv7(), price: { amount: 100, currency: 'GBP' } }],
      }),
    },
    'staffCatalog.changeProduct': { who: staffOnNothing, ask: noProduct },
    'staffCatalog.setPrice': {
      who: staffOnNothing,
      ask: () => ({ sku: uuidv7(), amount: 100, currency: 'GBP' }),
    },
    'staffCatalog.sales': { who: staffOnly, ask: () => ({ productId: uuidv7(), cursor: null }) },
    'staffCatalog.setSale': {
      who: staffOnNothing,
      ask: () => ({ ...noProduct(), productId: uuidv7(), percentOff: 20 }),
    },
    'staffCatalog.stopSale': { who: staffOnNothing, ask: () => ({ ...noProduct(), productId: uuidv7() }) },
    'staffCatalog.limitPerOrder': {
      who: staffOnNothing,
      ask: () => ({ variantId: uuidv7(), maxPerOrder: 2 }),
    },
    'staffCatalog.changePicture': {
      who: staffOnNothing,
      ask: () => ({ ...noPicture(), alt: 'A vase on a shelf' }),
    },
    'staffCatalog.orderPictures': {
      who: staffOnNothing,
      ask: () => ({ ...noProduct(), pictureIds: [uuidv7()] }),
    },
    // Removing what is not there changes nothing.
    'staffCatalog.removePicture': { who: staffOnly, ask: () => noPicture() },
  },
  rest: {
    'GET /api/v1/products': { limit: ['search'], who: everybody },
    'GET /api/v1/products/{slug}': { limit: ['search'], who: everybody },
    'GET /api/v1/admin/products': byKey,
    'POST /api/v1/admin/products': byKey,
    'PATCH /api/v1/admin/products/{id}': byKey,
    'PUT /api/v1/admin/variants/{sku}/price': byKey,
    'GET /api/v1/admin/products/{id}/sales': byKey,
    'POST /api/v1/admin/products/{id}/sales': byKey,
    'DELETE /api/v1/admin/products/{id}/sales/{saleId}': byKey,
    'POST /api/v1/admin/products/{id}/pictures': byKey,
    'DELETE /api/v1/admin/products/{id}/pictures/{pictureId}': byKey,
    // A picture without words goes no further.
    'PUT /api/v1/desk/products/{id}/pictures/{pictureId}': {
      limit: ['addPicture'],
      who: { ...staffOnNothing, staff: 422 },
    },
  },
  pages: {
    '/': everybody,
    '/[...nowhere]': everybody,
    '/categories/[slug]': everybody,
    '/products/[slug]': everybody,
    '/search': everybody,
    '/admin/products': deskPage,
    '/admin/products/new': deskPage,
    '/admin/products/[id]': deskPage,
  },
  drawings: {
    '/pictures/[file]': {
      limit: ['picture'],
      who: everybody,
    },
    '/sitemap.xml': { limit: ['page'], who: everybody },
  },
}
