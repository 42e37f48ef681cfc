import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/admin', shows: 'staff', opens: { 'The staff’s day': '/admin' } },
]
