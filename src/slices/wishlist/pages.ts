import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/wishlist', shows: 'visitor', opens: { 'An empty wish list': '/wishlist' } },
  { route: '/admin/wishes', shows: 'staff', opens: { 'What is wished for': '/admin/wishes' } },
]
