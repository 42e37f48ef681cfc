import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/admin/promotions', shows: 'staff', opens: { 'The promotions': '/admin/promotions' } },
  { route: '/admin/promotions/new', shows: 'staff', opens: { 'A new promotion': '/admin/promotions/new' } },
  { route: '/admin/promotions/[id]', shows: 'staff' },
]
