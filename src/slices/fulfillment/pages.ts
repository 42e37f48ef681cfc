import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/admin/parcels', shows: 'staff', opens: { 'The list of parcels': '/admin/parcels' } },
  {
    route: '/admin/parcels/promises',
    shows: 'staff',
    opens: { 'Promises that were kept': '/admin/parcels/promises' },
  },
]
