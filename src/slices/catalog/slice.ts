import Tag from 'lucide-react/icons/tag'
import { reference } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { fillCatalogue } from './demo/fill-catalogue.ts'
import { staffCatalogRest } from './desk/rest.ts'
import { staffCatalogRouter } from './desk/router.ts'
import { catalogInvariants } from './invariants.ts'
import { pages } from './pages.ts'
import { deleteFilesQueue, makeSizesQueue, sweepFilesNightly, sweepFilesQueue } from './pictures/jobs.ts'
import { catalogLimits } from './rate-limits.ts'
import { catalogRest } from './rest.ts'
import { catalogRouter } from './router.ts'

export const catalog = slice({
  name: 'catalog',
  about: 'Products, variants, categories, pictures and search',
  routers: { catalog: catalogRouter, staffCatalog: staffCatalogRouter },
  rest: () => catalogRest().route('/', staffCatalogRest()),
  room: { href: '/admin/products', label: 'Products', icon: Tag, place: 7, may: 'products.read' },
  pages,
  permissions: {
    'products.read': 'See products, also those that are not on sale',
    'products.write': 'Create and change products',
    'prices.write': 'Change prices',
  },
  limits: catalogLimits,
  queues: [makeSizesQueue, deleteFilesQueue, sweepFilesQueue],
  schedules: [sweepFilesNightly],
  queueWords: {
    'catalog.make-sizes': { does: 'Make the sizes of a picture', partner: 'Storing pictures' },
    'catalog.delete-picture-files': {
      does: 'Delete the files of a removed picture',
      partner: 'Storing pictures',
    },
    'catalog.sweep-picture-files': {
      does: 'Delete what unfinished uploads left',
      partner: 'Storing pictures',
    },
  },
  faultPoints: {
    'picture.stored': 'the picture itself is stored, and its product does not have it',
    'picture.sizes-stored': 'the sizes are stored, and the picture is not shown',
  },
  invariants: catalogInvariants,
  demo: fillCatalogue,
  places: {
    categories: reference,
    products: reference,
    variants: reference,
    prices: reference,
    sale_prices: reference,
    images: reference,
    loose_picture_files: reference,
  },
})
