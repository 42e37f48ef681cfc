import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/cart', shows: 'visitor', opens: { 'An empty cart': '/cart' } },
]
