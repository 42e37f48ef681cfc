import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  {
    route: '/admin/reports',
    shows: 'staff',
    opens: { 'The report of tax': '/admin/reports', 'The journal': '/admin/reports?show=journal' },
  },
]
