import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  {
    route: '/account/cards',
    shows: 'signed-in',
    opens: { 'The saved cards of an account': '/account/cards' },
  },
]
