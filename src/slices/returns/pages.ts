import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/orders/[id]/return', shows: 'visitor' },
  { route: '/admin/returns', shows: 'staff', opens: { 'The list of returns': '/admin/returns' } },
  { route: '/admin/returns/[number]', shows: 'staff' },
]
