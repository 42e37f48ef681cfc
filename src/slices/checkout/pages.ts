import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/checkout', shows: 'visitor', opens: { 'A checkout without anything to buy': '/checkout' } },
]
