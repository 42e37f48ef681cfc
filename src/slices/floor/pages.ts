import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/floor', shows: 'staff', opens: { 'The floor': '/floor' } },
  { route: '/floor/station', shows: 'staff', opens: { 'Making a device a station': '/floor/station' } },
  {
    route: '/admin/staff/stations',
    shows: 'staff',
    opens: { 'The packing stations': '/admin/staff/stations' },
  },
  { route: '/floor/[warehouse]', shows: 'staff' },
  { route: '/floor/[warehouse]/pick/[wave]', shows: 'staff' },
  { route: '/floor/[warehouse]/pack', shows: 'staff' },
  { route: '/floor/[warehouse]/hand-over', shows: 'staff' },
  { route: '/floor/[warehouse]/sort', shows: 'staff' },
  { route: '/floor/[warehouse]/put-away', shows: 'staff' },
  { route: '/floor/[warehouse]/bins', shows: 'staff' },
  { route: '/floor/[warehouse]/count', shows: 'staff' },
]
