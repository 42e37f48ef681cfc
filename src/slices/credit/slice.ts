import Gift from 'lucide-react/icons/gift'
import { local } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { accountDeleted } from '#slices/customers/events.ts'
import { creditRest } from './desk/rest.ts'
import { staffCreditRouter } from './desk/router.ts'
import { giftCardDue } from './events.ts'
import { creditInvariants } from './invariants.ts'
import {
  expireCardsNightly,
  expireCardsQueue,
  forgetPersonQueue,
  mailDueCardsHourly,
  mailDueCardsQueue,
} from './jobs.ts'
import { pages } from './pages.ts'
import { creditLimits } from './rate-limits.ts'
import { creditRouter } from './router.ts'

const OF_OWN_ACCOUNTS = 'account_id in (select id from credit_accounts where customer_id = $1)'

export const credit = slice({
  name: 'credit',
  about: 'Gift cards and store credit: what the shop owes, and how orders spend it',
  routers: { credit: creditRouter, staffCredit: staffCreditRouter },
  rest: creditRest,
  room: { href: '/admin/gift-cards', label: 'Gift cards', icon: Gift, place: 5, may: 'credit.read' },
  permissions: {
    'credit.read': 'See gift cards, and what the shop owes to their holders',
    'credit.write': 'Issue, block and adjust gift cards',
  },
  pages,
  events: [giftCardDue],
  on: [[accountDeleted, forgetPersonQueue]],
  queues: [mailDueCardsQueue, expireCardsQueue],
  schedules: [mailDueCardsHourly, expireCardsNightly],
  queueWords: {
    'gift_card.due': { does: 'Announce a gift card that is to be mailed' },
    'credit.mail-due-cards': { does: 'Look for gift cards whose day has come' },
    'credit.expire-cards': { does: 'Book off gift cards that are over' },
    'credit.forget-person': { does: 'Take the address of a deleted account off its gift cards' },
  },
  limits: creditLimits,
  faultPoints: { 'gift-card.in': 'a gift card written with its mail, not committed' },
  invariants: creditInvariants,
  keeps: [
    {
      what: 'to whom a gift card was mailed, and with which words',
      keptDays: 365,
      why: 'Staff mail a card again that got lost. The card itself stays: its money is owed.',
      expire: `
      with gone as (
        update credit_accounts set email = null, message = null where id in (
          select id from credit_accounts where email is not null and mails > 0 and deliver_on < $1::timestamptz::date limit $2) returning 1)
      select count(*)::int as count from gone`,
    },
  ],
  keepsOfPeople: [
    {
      what: 'A gift card that is mailed to you: your email address, what the sender wrote, what it holds and which orders it paid for. Its code is kept scrambled.',
      why: 'We need these to send it to you and to take it as payment (contract).',
      howLong:
        'The address and the words go a year after the mail, or when you delete your account. What the card holds stays without a name, because we owe it.',
      place: 17,
    },
    {
      what: 'Your store credit: how much it is, and what it was given and spent for.',
      why: 'We owe it to you (contract).',
      howLong:
        'It stays with your account. When you delete that, the sums stay without a name, for our books.',
      place: 18,
    },
  ],
  ownData: {
    credit_accounts: { where: 'customer_id = $1', without: ['code_hash', 'input_hash'] },
    credit_entries: { where: OF_OWN_ACCOUNTS, without: ['actor', 'because', 'reason'] },
    credit_holds: { where: OF_OWN_ACCOUNTS },
  },
  leavesBehind: { credit_accounts: 'Nobody gives store credit to a visitor.' },
  places: { credit_accounts: local, credit_entries: local, credit_holds: local },
})
