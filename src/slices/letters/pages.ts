import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/account/letters', shows: 'signed-in', opens: { 'Letters of the shop': '/account/letters' } },
  {
    route: '/letters/[id]',
    shows: 'visitor',
    missing: { 'A link about letters that is not complete': '/letters/none' },
  },
]
