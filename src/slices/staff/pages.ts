import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/admin/staff', shows: 'staff', opens: { 'Who works here': '/admin/staff' } },
  { route: '/admin/staff/keys', shows: 'staff', opens: { 'The keys of programs': '/admin/staff/keys' } },
  { route: '/admin/staff/audit', shows: 'staff', opens: { 'Who did what': '/admin/staff/audit' } },
  {
    route: '/account/invitations/[id]',
    shows: 'visitor',
    missing: { 'An invitation that is not complete': '/account/invitations/none' },
  },
]
