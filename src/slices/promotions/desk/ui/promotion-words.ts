import { deskPlace } from '#desk/clock.tsx'
import { formatDateTime, formatMoney } from '#platform/ui/format.ts'
import type { Tone } from '#platform/ui/tone.ts'
import type { Conditions, Effect } from '#slices/promotions/promotion.ts'
import type { listPromotions } from '#slices/promotions/queries.ts'
import type { Standing } from '#slices/promotions/standing.ts'

export type ListedPromotion = Awaited<ReturnType<typeof listPromotions>>['promotions'][number]

export const promotionsTrouble = {
  title: 'The promotions could not be read',
  words: 'This page may be old. What is live stays live.',
}

export const standingBadges: Record<Standing, { words: string; tone: Tone }> = {
  live: { words: 'Live', tone: 'success' },
  scheduled: { words: 'Scheduled', tone: 'info' },
  paused: { words: 'Paused', tone: 'warning' },
  ended: { words: 'Ended', tone: 'neutral' },
}

export const effectNames: Record<Effect['kind'], string> = {
  percent: 'A percentage off the goods',
  amount: 'An amount off the goods',
  free_delivery: 'Free delivery',
  buy_x_get_y: 'Some of a set cost less',
}

/** `10 % off`, `£5.00 off`, `Buy 2, get 1 free` */
export function effectWords(effect: Effect): string {
  switch (effect.kind) {
    case 'percent':
      return `${effect.basisPoints / 100} % off`
    case 'amount':
      return `${formatMoney(effect.amount.amount, effect.amount.currency)} off`
    case 'free_delivery':
      return 'Free delivery'
    case 'buy_x_get_y':
      return `Buy ${effect.buy}, get ${effect.get} ${effect.percentOff === 100 ? 'free' : `for ${effect.percentOff} % less`}`
  }
}

/** `from £20.00, in tableware, first order`; null when every order has it. */
export function conditionWords({ minSubtotal, products, categories, firstOrder }: Conditions): string | null {
  const parts = [
    minSubtotal && `from ${formatMoney(minSubtotal.amount, minSubtotal.currency)}`,
    categories?.length && `in ${categories.join(', ')}`,
    products?.length && `for ${products.join(', ')}`,
    firstOrder && 'first order',
  ]
  return parts.filter(Boolean).join(', ') || null
}

/** How an order gets it. */
export const codeWords = ({ code, needsCode, singleUseCodes }: ListedPromotion): string => {
  if (!needsCode) return 'Every order'
  const single = singleUseCodes > 0 ? `${count(singleUseCodes)} single-use` : null
  return [code, single].filter(Boolean).join(', ') || 'No code yet'
}

export const count = (number: number) => number.toLocaleString('en-GB')

export const usedWords = ({ used, limitTotal }: ListedPromotion) =>
  limitTotal === null ? count(used) : `${count(used)} of ${count(limitTotal)}`

export const when = (at: Date) => formatDateTime(at, deskPlace)

/** `from 1 Dec 2026, 09:00 until 24 Dec 2026, 18:00` */
export const timeWords = ({ startsAt, endsAt }: ListedPromotion): string =>
  [startsAt && `from ${when(startsAt)}`, endsAt && `until ${when(endsAt)}`].filter(Boolean).join(' ') ||
  'without an end'

/** `staff:0198…:Ada` → "Ada"; `key:0198…:Till` → "the key Till". */
export function nameOf(actor: string): string {
  const [kind = '', , ...name] = actor.split(':')
  if (kind === 'system') return 'the shop'
  return kind === 'key' ? `the key ${name.join(':')}` : name.join(':') || kind
}
