import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/admin/jobs', shows: 'staff', opens: { 'The staff’s jobs': '/admin/jobs' } },
]
