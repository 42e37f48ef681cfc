import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/admin/stockroom', shows: 'staff', opens: { 'What was booked in': '/admin/stockroom' } },
  { route: '/admin/stockroom/[id]', shows: 'staff' },
  { route: '/admin/stockroom/counts', shows: 'staff', opens: { 'The counts': '/admin/stockroom/counts' } },
  { route: '/admin/stockroom/counts/[id]', shows: 'staff' },
  {
    route: '/admin/stockroom/aside',
    shows: 'staff',
    opens: { 'What is set aside': '/admin/stockroom/aside' },
  },
]
