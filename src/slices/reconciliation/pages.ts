import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/admin/books', shows: 'staff', opens: { 'The bank’s books': '/admin/books' } },
]
