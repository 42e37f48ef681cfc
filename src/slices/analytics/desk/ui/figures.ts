import { formatMoney } from '#platform/ui/format.ts'
import type { DayFigures, Today } from '#slices/orders/desk/today.ts'

export type { DayFigures, Today }

export type Change = { direction: 'up' | 'down' | 'flat'; text: string; good?: boolean }

/** Compares a figure with yesterday's. `better` tells whether more of it is good, bad or neither. */
export function changeSince(
  now: number,
  before: number,
  better: 'more' | 'less' | 'neither',
  write: (value: number) => string,
): Change {
  if (now === before) return { direction: 'flat', text: `same as yesterday by now` }
  const direction = now > before ? 'up' : 'down'
  const good = better === 'neither' ? undefined : (better === 'more') === (direction === 'up')
  return { direction, text: `${write(before)} yesterday by now`, ...(good !== undefined && { good }) }
}

/** The average revenue of a paid order in whole minor units; null without a paid order. */
export function averageMinor({ confirmed, revenueMinor }: DayFigures): number | null {
  return confirmed === 0 ? null : Math.round(revenueMinor / confirmed)
}

/** Paid ÷ placed, 0 to 1; null while nothing was placed. */
export function conversion({ confirmed, placed }: DayFigures): number | null {
  return placed === 0 ? null : confirmed / placed
}

export function percent(share: number): string {
  return new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

/** Writes `£1.2k` on an axis, which has little room. */
export function shortMoney(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
    minimumFractionDigits: 0,
  })
  const digits =
    new Intl.NumberFormat('en-GB', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
    2
  // Server and browser write "K" or "k", so this makes them equal.
  return format.format(amountMinor / 10 ** digits).replace('K', 'k')
}

export function writeMoney(currency: string): (amountMinor: number) => string {
  return amountMinor => formatMoney(amountMinor, currency)
}

/** The top of an axis with four steps from 0: a round number, at least as high as the figure and `least`. */
export function axisTop(most: number, least: number): number {
  const step = Math.max(most, least) / AXIS_STEPS
  const power = 10 ** Math.floor(Math.log10(step))
  const round = ROUND_STEPS.find(candidate => candidate * power >= step) ?? 10
  return round * power * AXIS_STEPS
}

export const AXIS_STEPS = 4
const ROUND_STEPS = [1, 2, 2.5, 3, 5, 10]
