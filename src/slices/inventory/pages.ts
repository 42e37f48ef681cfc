import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/back-in-stock/[id]', shows: 'visitor' },
  { route: '/admin/stock', shows: 'staff', opens: { 'The staff’s stock': '/admin/stock' } },
  { route: '/admin/stock/[id]', shows: 'staff' },
  {
    route: '/admin/stock/warehouses',
    shows: 'staff',
    opens: { 'The staff’s warehouses': '/admin/stock/warehouses' },
  },
]
