import { rowsOf } from '#platform/db/kept-rows.ts'
import { byCustomer, byItself } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { accountRouter } from './account/router.ts'
import { addressBookRouter } from './book/router.ts'
import { inviteDemoPeople } from './demo/invite-people.ts'
import { addressProved, customerRemoved } from './events.ts'
import { factorsRouter } from './factors/router.ts'
import { customerInvariants } from './invariants.ts'
import { pages } from './pages.ts'
import { customerLimits } from './rate-limits.ts'
import { customersRouter } from './router.ts'

export const customers = slice({
  name: 'customers',
  about: 'People: accounts, sessions and addresses',
  routers: {
    customers: customersRouter,
    account: accountRouter,
    factors: factorsRouter,
    addressBook: addressBookRouter,
  },
  pages,
  events: [addressProved, customerRemoved],
  queueWords: {
    'customer.address_proved': { does: 'Announce a proved address' },
    'customer.removed': { does: 'Announce a deleted account' },
  },
  limits: customerLimits,
  invariants: customerInvariants,
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
    {
      what: 'links mailed to customers',
      keptDays: 7,
      why: 'The page behind a link that was used, or came too late, says so for a while.',
      expire: rowsOf('proofs', 'id', 'expires_at < $1::timestamptz'),
    },
    {
      what: 'what happened to an account: signing in, ended sessions, changed passwords',
      keptDays: 365,
      why: 'A person who finds something strange in their account looks back this far.',
      expire: `
      with gone as (
        delete from session_events where (customer_id, id) in (
          select customer_id, id from session_events where at < $1::timestamptz order by at limit $2) returning 1)
      select count(*)::int as count from gone`,
    },
  ],
  keepsOfPeople: [
    {
      what: 'Your account, if you make one: name, email address and a scrambled form of your password.',
      why: 'With these you sign in and find your orders (contract).',
      howLong: 'It stays until you delete it, under “Your details”.',
      place: 3,
    },
    {
      what: 'If you set them up: the key of your authenticator app, encrypted, and your passkeys’ public halves and names.',
      why: 'With these we know that it is you, and not somebody who found your password (contract).',
      howLong: 'They stay until you remove them, under “Security”, or delete the account.',
      place: 9,
    },
    {
      what: 'Where you are signed in: the kind of browser and system, such as “Firefox on Linux”, and when you used it last.',
      why: 'With these you notice a stranger in your account, and can end it (our legitimate interest and yours: security). We keep neither network address nor the full name of the browser.',
      howLong:
        'It ends with the session, after 90 days at the latest; what happened in your account stays for a year.',
      place: 8,
    },
    {
      what: 'Delivery addresses that you save in your account, with the name that you give each.',
      why: 'We keep them so that you need not type them again.',
      howLong: 'They stay until you remove them or delete the account.',
      place: 10,
    },
  ],
  ownData: {
    customers: { where: 'id = $1' },
    sessions: { where: 'customer_id = $1', without: ['token'] },
    accounts: {
      where: 'customer_id = $1',
      without: ['password', 'access_token', 'refresh_token', 'id_token'],
    },
    session_events: { where: 'customer_id = $1' },
    totp_keys: { where: 'customer_id = $1', without: ['secret'] },
    recovery_codes: { where: 'customer_id = $1', without: ['hash'] },
    passkeys: { where: 'customer_id = $1', without: ['public_key'] },
    proofs: { where: 'customer_id = $1' },
    addresses: { where: 'customer_id = $1' },
  },
  leavesBehind: {
    customers: 'The row of the visitor, in whose place the account is.',
    sessions: 'Signing in begins a session of the account.',
    accounts: 'A visitor has no password.',
    session_events: 'A visitor has no account in which something could happen.',
    totp_keys: 'A visitor has no account to guard.',
    recovery_codes: 'A visitor has no account to guard.',
    passkeys: 'A visitor has no account to guard.',
    proofs: 'A visitor has no address to prove.',
    addresses: 'A visitor has no account to keep an address in.',
  },
  demo: inviteDemoPeople,
  places: {
    customers: byCustomer('id'),
    sessions: byCustomer('customer_id'),
    accounts: byCustomer('customer_id'),
    verifications: byItself('identifier'),
    session_events: byCustomer('customer_id'),
    totp_keys: byCustomer('customer_id'),
    recovery_codes: byCustomer('customer_id'),
    passkeys: byCustomer('customer_id'),
    proofs: byCustomer('customer_id'),
    addresses: byCustomer('customer_id'),
  },
})
