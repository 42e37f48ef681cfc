import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/gift-cards', shows: 'everybody', opens: { 'What a gift card holds': '/gift-cards' } },
  {
    route: '/account/credit',
    shows: 'signed-in',
    opens: { 'The store credit of an account': '/account/credit' },
  },
  { route: '/admin/gift-cards', shows: 'staff', opens: { 'The gift cards': '/admin/gift-cards' } },
  {
    route: '/admin/gift-cards/owed',
    shows: 'staff',
    opens: { 'What is owed': '/admin/gift-cards/owed' },
  },
  { route: '/admin/gift-cards/[id]', shows: 'staff' },
]
