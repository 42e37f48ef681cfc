import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/account', shows: 'signed-in' },
  { route: '/account/sign-in', shows: 'everybody', opens: { 'Signing in': '/account/sign-in' } },
  // Opened by a password alone (e2e/second-factor.spec.ts).
  { route: '/account/sign-in/code', shows: 'everybody' },
  { route: '/account/sign-up', shows: 'everybody', opens: { 'Signing up': '/account/sign-up' } },
  {
    route: '/account/forgot-password',
    shows: 'everybody',
    opens: { 'A forgotten password': '/account/forgot-password' },
  },
  { route: '/account/deleted', shows: 'visitor', opens: { 'A deleted account': '/account/deleted' } },
  {
    route: '/account/details',
    shows: 'signed-in',
    opens: { 'The details of an account': '/account/details' },
  },
  {
    route: '/account/addresses',
    shows: 'signed-in',
    opens: { 'The addresses of an account': '/account/addresses' },
  },
  {
    route: '/account/security',
    shows: 'signed-in',
    opens: { 'Where one is signed in': '/account/security' },
  },
  {
    route: '/account/security/authenticator',
    shows: 'signed-in',
    opens: { 'Setting up an authenticator app': '/account/security/authenticator' },
  },
  {
    route: '/account/links/[id]',
    shows: 'visitor',
    missing: { 'A link of an account that is not complete': '/account/links/none' },
  },
]
