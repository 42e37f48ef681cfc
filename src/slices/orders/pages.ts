import type { Page } from '#platform/page.ts'

export const pages: readonly Page[] = [
  { route: '/orders/[id]', shows: 'visitor' },
  { route: '/orders/find', shows: 'everybody', opens: { 'Finding an order': '/orders/find' } },
  { route: '/account/orders', shows: 'signed-in', opens: { 'The history of an account': '/account/orders' } },
  { route: '/admin/orders', shows: 'staff', opens: { 'The list of orders': '/admin/orders' } },
  { route: '/admin/orders/[id]', shows: 'staff' },
  { route: '/terms', shows: 'everybody', opens: { Terms: '/terms' } },
  { route: '/privacy', shows: 'everybody', opens: { Privacy: '/privacy' } },
  {
    route: '/delivery-and-returns',
    shows: 'everybody',
    opens: { 'Delivery and returns': '/delivery-and-returns' },
  },
  { route: '/accessibility', shows: 'everybody', opens: { Accessibility: '/accessibility' } },
  { route: '/contact', shows: 'everybody', opens: { Contact: '/contact' } },
  { route: '/imprint', shows: 'everybody', opens: { 'Who sells': '/imprint' } },
]
