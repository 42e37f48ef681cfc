import { deskPlace } from '#desk/clock.tsx'
import { formatDateTime, formatMoney } from '#platform/ui/format.ts'
import type { Tone } from '#platform/ui/tone.ts'
import { dayInWords } from '#slices/credit/day-in-words.ts'
import type { ListedGiftCard } from '#slices/credit/queries.ts'
import type { EntryKind } from '#slices/credit/schema.ts'

export const creditTrouble = {
  title: 'The gift cards could not be read',
  words: 'This page may be old. What the cards hold is safe.',
}

export const entryWords: Record<EntryKind, string> = {
  issue: 'Issued',
  hold: 'Taken by an order',
  release: 'Back from an order that ended',
  refund: 'Refunded',
  grant: 'Given',
  adjust: 'Changed by hand',
  expire: 'Over',
}

/** `+£5.00`, `−£5.00` */
export const signedMoney = (amountMinor: number, currency: string): string =>
  `${amountMinor < 0 ? '−' : '+'}${formatMoney(Math.abs(amountMinor), currency)}`

export const when = (at: Date): string => formatDateTime(at, deskPlace)

type Standing = Pick<ListedGiftCard, 'state' | 'balanceMinor' | 'expiresOn'>

export function standingOf(card: Standing, today: string): { words: string; tone: Tone } {
  if (card.state === 'blocked') return { words: 'Blocked', tone: 'danger' }
  if (card.expiresOn !== null && card.expiresOn < today) return { words: 'Over', tone: 'neutral' }
  if (card.balanceMinor === 0) return { words: 'Used up', tone: 'neutral' }
  return { words: 'Good', tone: 'success' }
}

/** Where the card goes, and whether it went. */
export function mailWords({
  email,
  deliverOn,
  mails,
}: Pick<ListedGiftCard, 'email' | 'deliverOn' | 'mails'>) {
  if (email === null) return mails > 0 ? 'Mailed; the address is forgotten' : 'Not mailed'
  if (mails === 0) return `To ${email}${deliverOn ? ` on ${dayInWords(deliverOn)}` : ''}`
  return `Mailed to ${email}${mails > 1 ? `, ${mails} times` : ''}`
}
