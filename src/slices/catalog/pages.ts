import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/', shows: 'everybody', opens: { 'The home page': '/' } },
  {
    route: '/categories/[slug]',
    shows: 'everybody',
    opens: {
      'A category': '/categories/tableware',
      'A filtered category': '/categories/tableware?colour=Blue,Moss&stock=true',
      'A filter that nothing fits': '/categories/tableware?colour=Plum&size=Large&price=over-70',
    },
  },
  {
    route: '/search',
    shows: 'everybody',
    endless: true,
    opens: {
      'A search': '/search?q=mug',
      'A search that finds nothing': '/search?q=zzqxjw',
      'A question': '/search?q=returns',
      'A search that was corrected': '/search?q=vaze',
    },
  },
  {
    route: '/products/[slug]',
    shows: 'everybody',
    opens: {
      'A product': '/products/stoneware-mug?size=Large&colour=Oat',
      'A product that is sold out': '/products/ring-vase',
    },
    missing: { 'A product that is not there': '/products/nope' },
  },
  { route: '/admin/products', shows: 'staff', opens: { 'The staff’s products': '/admin/products' } },
  { route: '/admin/products/new', shows: 'staff', opens: { 'A new product': '/admin/products/new' } },
  { route: '/admin/products/[id]', shows: 'staff' },
  { route: '/[...nowhere]', shows: 'everybody', missing: { 'An address of nothing': '/no-such-place' } },
]
