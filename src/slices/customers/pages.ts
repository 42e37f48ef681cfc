import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/account', shows: 'signed-in' },
  { route: '/account/sign-in', shows: 'everybody', opens: { 'Signing in': '/account/sign-in' } },
  { route: '/account/sign-up', shows: 'everybody', opens: { 'Signing up': '/account/sign-up' } },
]
