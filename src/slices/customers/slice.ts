import { rowsOf } from '#platform/db/kept-rows.ts'
import { byCustomer, byItself } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { inviteDemoPeople } from './demo/invite-people.ts'
import { pages } from './pages.ts'
import { customersRouter } from './router.ts'

export const customers = slice({
  name: 'customers',
  about: 'People: accounts, sessions and addresses',
  routers: { customers: customersRouter },
  pages,
  keeps: [
    {
      what: 'sessions and visitors without orders',
      keptDays: 30,
      why: "A visitor who left nothing but a session and a cart leaves with the session; one who ordered stays, for the order's sake.",
      expire: `
      with gone as (
        delete from sessions where id in (select id from sessions where expires_at < $1::timestamptz order by expires_at limit $2) returning customer_id
      ), left_behind as (
        delete from customers c where c.id in (select customer_id from gone) and c.is_anonymous
          and not exists (select from sessions s where s.customer_id = c.id and s.expires_at >= $1::timestamptz)
          and not exists (select from orders o where o.customer_id = c.id)
      )
      select count(*)::int as count from gone`,
    },
    {
      what: 'sign-in verifications',
      keptDays: 1,
      why: 'Nothing reads them after their end.',
      expire: rowsOf('verifications', 'id', 'expires_at < $1::timestamptz'),
    },
  ],
  keepsOfPeople: [
    {
      what: 'Your account, if you make one: name, email address and a scrambled form of your password.',
      why: 'With these you sign in and find your orders (contract).',
      howLong: 'It stays until you ask us to delete it.',
      place: 3,
    },
  ],
  leavesBehind: {
    customers: 'The row of the visitor, in whose place the account is.',
    sessions: 'Signing in begins a session of the account.',
    accounts: 'A visitor has no password.',
  },
  demo: inviteDemoPeople,
  places: {
    customers: byCustomer('id'),
    sessions: byCustomer('customer_id'),
    accounts: byCustomer('customer_id'),
    verifications: byItself('identifier'),
  },
})
