import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/withdraw', shows: 'everybody', opens: { 'Withdrawing without an account': '/withdraw' } },
  { route: '/orders/[id]/withdraw', shows: 'visitor' },
  { route: '/admin/withdrawals', shows: 'staff', opens: { 'The list of withdrawals': '/admin/withdrawals' } },
]
