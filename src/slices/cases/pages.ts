import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/admin/cases', shows: 'staff', opens: { 'Cases about parcels': '/admin/cases' } },
]
