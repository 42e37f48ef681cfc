import type { LivePromotion } from '#slices/promotions/promotion.ts'
import type { Cart, CartLine, Rules } from './rules.ts'
import { shareOut } from './share-out.ts'

/** What one promotion takes off, in minor units: of each line of the cart, and of the delivery. */
export type Given = {
  promotion: LivePromotion
  lines: number[]
  deliveryMinor: number
  amountMinor: number
}

/** What is left to take something off. `units`: of each line those that are in no set yet. */
type Left = { lines: number[]; units: number[]; deliveryMinor: number }

type Promoting = Pick<Rules, 'promotions' | 'isFirstOrder'>

type Off = { lines: number[]; deliveryMinor: number }

/**
 * What promotions take off an order. Those that combine are given one after the other, each off what the earlier ones left: first sets, then
 * percentages, then amounts, then the delivery, and within a kind in the order of their ids. One that does not combine is given
 * alone. Of all these choices, and of each promotion by itself, the shopper gets the one that takes most off.
 *
 * Shares of a percentage are rounded down over all its lines together, so that an order in two parts never saves more than the whole.
 */
export function discounted(cart: Cart, rules: Promoting): Given[] {
  const open = rules.promotions.filter(promotion => isMet(promotion, cart, rules)).sort(inOrder)
  const choices = [open.filter(({ combines }) => combines), ...open.map(promotion => [promotion])]
  return choices
    .map(choice => giveAll(choice, cart))
    .reduce((best, next) => (worth(next) > worth(best) ? next : best))
}

const worth = (given: readonly Given[]) => given.reduce((sum, { amountMinor }) => sum + amountMinor, 0)

const KINDS = ['buy_x_get_y', 'percent', 'amount', 'free_delivery'] as const

const inOrder = (one: LivePromotion, other: LivePromotion) =>
  KINDS.indexOf(one.effect.kind) - KINDS.indexOf(other.effect.kind) || (one.id < other.id ? -1 : 1)

/** Why a promotion gives an order nothing. Null: its conditions are met. */
export type Unmet =
  | { kind: 'other_goods' }
  | { kind: 'below'; leastMinor: number; missingMinor: number }
  | { kind: 'not_first_order' }
  | { kind: 'other_currency' }

/** `minSubtotal` looks at the goods that the promotion is about, at the prices before any discount. */
export function unmet(
  { conditions, effect, productIds }: LivePromotion,
  { lines, currency }: Cart,
  { isFirstOrder }: Pick<Promoting, 'isFirstOrder'>,
): Unmet | null {
  const { minSubtotal, firstOrder } = conditions
  const currencies = [minSubtotal?.currency, effect.kind === 'amount' ? effect.amount.currency : undefined]
  if (currencies.some(other => other !== undefined && other !== currency)) return { kind: 'other_currency' }
  const about = lines.filter(({ productId }) => !productIds || productIds.has(productId))
  if (about.length === 0) return { kind: 'other_goods' }
  const goodsMinor = about.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0)
  const leastMinor = minSubtotal?.amount ?? 0
  if (goodsMinor < leastMinor) return { kind: 'below', leastMinor, missingMinor: leastMinor - goodsMinor }
  return firstOrder && !isFirstOrder ? { kind: 'not_first_order' } : null
}

const isMet = (promotion: LivePromotion, cart: Cart, rules: Promoting) =>
  unmet(promotion, cart, rules) === null

/** What takes nothing off is not given: nothing of it is used up. */
function giveAll(promotions: readonly LivePromotion[], cart: Cart): Given[] {
  const left: Left = {
    lines: cart.lines.map(line => line.unitPriceMinor * line.quantity),
    units: cart.lines.map(({ quantity }) => quantity),
    deliveryMinor: cart.deliveryMinor,
  }
  return promotions.flatMap(promotion => {
    const off = takeOff(promotion, cart.lines, left)
    const amountMinor = off.lines.reduce((sum, minor) => sum + minor, off.deliveryMinor)
    left.lines = left.lines.map((minor, index) => minor - (off.lines[index] ?? 0))
    left.deliveryMinor -= off.deliveryMinor
    return amountMinor > 0 ? [{ promotion, ...off, amountMinor }] : []
  })
}

function takeOff({ effect, productIds }: LivePromotion, lines: readonly CartLine[], left: Left): Off {
  const isAbout = lines.map(({ productId }) => !productIds || productIds.has(productId))
  const about = left.lines.map((minor, index) => (isAbout[index] ? minor : 0))
  const whole = about.reduce((sum, minor) => sum + minor, 0)
  switch (effect.kind) {
    case 'percent':
      return { lines: shareOut(partOf(whole, effect.basisPoints), about), deliveryMinor: 0 }
    case 'amount':
      return { lines: shareOut(Math.min(effect.amount.amount, whole), about), deliveryMinor: 0 }
    case 'free_delivery':
      return { lines: lines.map(() => 0), deliveryMinor: left.deliveryMinor }
    case 'buy_x_get_y':
      return { lines: offSets(effect, lines, isAbout, left), deliveryMinor: 0 }
  }
}

const WHOLE = 10_000

/** Rounded down. The product of an amount and a share may be too large for a number. */
const partOf = (amountMinor: number, basisPoints: number) =>
  Number((BigInt(amountMinor) * BigInt(basisPoints)) / BigInt(WHOLE))

/**
 * Sets of `buy + get` units. Units are sorted by price, the dearest first, and each next set takes the next units: so the cheap units of a set are as
 * dear as can be, and no other way of forming sets takes more off. Sets are formed before anything else is taken off, no unit is in
 * two of them, and a unit without a whole set costs what it costs. A line of 100,000 units is one step and not 100,000.
 */
function offSets(
  { buy, get, percentOff }: { buy: number; get: number; percentOff: number },
  lines: readonly CartLine[],
  isAbout: readonly boolean[],
  left: Left,
): number[] {
  const size = buy + get
  const dearestFirst = lines
    .map(({ unitPriceMinor }, line) => ({ line, unitPriceMinor, units: left.units[line] ?? 0 }))
    .filter(({ line, units }) => isAbout[line] && units > 0)
    .sort((one, other) => other.unitPriceMinor - one.unitPriceMinor || one.line - other.line)
  const inSets = Math.floor(dearestFirst.reduce((sum, { units }) => sum + units, 0) / size) * size
  const off = lines.map(() => 0)
  let from = 0
  for (const { line, unitPriceMinor, units } of dearestFirst) {
    const until = Math.min(from + units, inSets)
    const cheap = cheapUntil(until, size, buy) - cheapUntil(from, size, buy)
    off[line] = cheap * partOf(unitPriceMinor, percentOff * 100)
    left.units[line] = units - (until - from)
    from = until
  }
  return off
}

/** How many of the first units are among the cheap ones of their sets: in each set those after the first `buy`. */
const cheapUntil = (units: number, size: number, buy: number) =>
  Math.floor(units / size) * (size - buy) + Math.max(0, (units % size) - buy)
